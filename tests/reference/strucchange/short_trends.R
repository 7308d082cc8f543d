# Breaks of the trend and of the level in every series of a CSV (one row per series), by R's strucchange.
# Rscript short_trends.R series.csv results.json
suppressMessages({library(strucchange); library(jsonlite)})
arguments <- commandArgs(TRUE)
values <- as.matrix(read.csv(arguments[1], header = FALSE))
time <- seq_len(ncol(values))
date_one <- function(y, formula) {
  found <- breakpoints(formula)
  table <- summary(found)$RSS
  counts <- ncol(table) - 1
  list(count = unname(which.min(table["BIC", ])) - 1, rss = as.numeric(table["RSS", ]), bic = as.numeric(table["BIC", ]),
       positions = lapply(seq_len(counts), function(m) as.integer(breakpoints(found, breaks = m)$breakpoints)))
}
trend <- apply(values, 1, function(y) date_one(y, y ~ time))
level <- apply(values, 1, function(y) date_one(y, y ~ 1))
started <- proc.time()[3]
for (row in seq_len(nrow(values))) { y <- values[row, ]; breakpoints(y ~ time) }
seconds <- proc.time()[3] - started
write(toJSON(list(R = R.version.string, strucchange = as.character(packageVersion("strucchange")),
                  calls = c("breakpoints(y ~ time)", "breakpoints(y ~ 1)"), series_per_second = nrow(values) / seconds,
                  trend = trend, level = level), auto_unbox = TRUE, digits = NA), arguments[2])
