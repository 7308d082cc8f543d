"""Where a printed number comes from: indicator, observation, dataset, vintage, place and file."""
