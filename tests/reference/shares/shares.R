# What was asked of R for shares.json.
library(betareg)
library(sandwich)

data("GasolineYield", package = "betareg")
data("FoodExpenditure", package = "betareg")
FoodExpenditure$share <- with(FoodExpenditure, food / income)

beta_models <- list(
  gy_logit = betareg(yield ~ batch + temp, GasolineYield),
  gy_logit2 = betareg(yield ~ batch + temp | temp, GasolineYield),
  gy_loglog = betareg(yield ~ batch + temp, GasolineYield, link = "loglog"),
  gy_BC = betareg(yield ~ batch + temp, GasolineYield, type = "BC"),
  gy_BR = betareg(yield ~ batch + temp, GasolineYield, type = "BR"),
  fe_beta = betareg(share ~ income + persons, FoodExpenditure),
  fe_beta2 = betareg(share ~ income + persons | persons, FoodExpenditure)
)
for (name in names(beta_models)) {
  model <- beta_models[[name]]
  cat(name, "\n")
  print(coef(model), digits = 15)
  print(sqrt(diag(vcov(model))), digits = 15)
  print(c(logLik(model), model$pseudo.r.squared), digits = 15)
}

logit_models <- list(
  fe_fraclogit = glm(share ~ income + persons, quasibinomial, FoodExpenditure),
  gy_fraclogit = glm(yield ~ batch + temp, quasibinomial, GasolineYield)
)
for (name in names(logit_models)) {
  model <- logit_models[[name]]
  cat(name, "\n")
  print(coef(model), digits = 15)
  print(sqrt(diag(sandwich(model))), digits = 15)
  print(sqrt(diag(vcov(model))), digits = 15)
}
