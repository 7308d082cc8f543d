"""Steps that know statistical tables, but no provider, dataset or file: Series in, Series out."""
