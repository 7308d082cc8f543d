# Recursive MOSUM and moving estimates of the Nile (level) and of labour productivity (first-order autoregression), by R's strucchange.
# Rscript processes.R results.json
suppressMessages({library(strucchange); library(jsonlite)})
data("Nile", package = "datasets"); data("durab")
one <- function(formula, data, type, h) {
  process <- efp(formula, data = data, type = type, h = h); test <- sctest(process)
  list(type = type, h = h, process = unname(as.matrix(process$process)), statistic = unname(test$statistic), p.value = unname(test$p.value))
}
every <- function(formula, data) c(lapply(c(0.1, 0.15, 0.3), function(h) one(formula, data, "Rec-MOSUM", h)),
                                   lapply(c(0.1, 0.15, 0.3), function(h) one(formula, data, "ME", h)),
                                   lapply(c("OLS-CUSUM", "Rec-CUSUM", "OLS-MOSUM", "RE"), function(t) one(formula, data, t, 0.15)))
nile <- data.frame(y = as.numeric(Nile)); productivity <- data.frame(y = as.numeric(durab[1:150, "y"]), lag = as.numeric(durab[1:150, "lag"]))
write(toJSON(list(R = R.version.string, strucchange = as.character(packageVersion("strucchange")), rows = 150,
                  Nile = every(y ~ 1, nile), durab = every(y ~ lag, productivity)), auto_unbox = TRUE, digits = NA), commandArgs(TRUE)[1])
