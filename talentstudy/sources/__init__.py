"""Every dataset the study can read, one line each: provider, dimensions, units.

Dimensions are those beside geo and time_period; a dataset's file lies under
``data/raw/<provider>/<dataset>/<vintage>/``.
"""

from __future__ import annotations

from talentstudy.registry import Dataset, Registry

_ENTERPRISE = {"nace_r2": "C10-S951_X_K", "size_emp": "GE10"}


def _eurostat(dims: tuple[str, ...], *units: str, **more: object) -> Dataset:
    return Dataset("eurostat", dims, units, **more)  # type: ignore[arg-type]


def _keyed(provider: str, units: tuple[str, ...], *dims: str) -> Dataset:
    return Dataset(provider, ("measure", *dims), units, keyed=True)


DATASETS = Registry(
    "dataset",
    {
        "isoc_sks_itspt": _eurostat((), "PC_EMP", "THS_PER"),
        "isoc_sks_itsps": _eurostat(("sex",), "PC", "THS_PER"),
        "isoc_sks_itspa": _eurostat(("age",), "PC", "THS_PER"),
        "isoc_sks_itspe": _eurostat(("isced11",), "PC", "THS_PER"),
        "isoc_ski_itsex": _eurostat(("sex",), "PC"),
        "isoc_ske_itspe": _eurostat(("indic_is", "nace_r2", "size_emp"), "PC_ENT"),
        "isoc_ske_itrcrs": _eurostat(("indic_is", "nace_r2", "size_emp"), "PC_ENT", "PC_ENT_ITSPRCR2"),
        "isoc_ske_itts": _eurostat(("indic_is", "nace_r2", "size_emp"), "PC_ENT"),
        "isoc_cicce_use": _eurostat(("indic_is", "nace_r2", "size_emp"), "PC_ENT", constants=_ENTERPRISE),
        "isoc_sk_dskl_i21": _eurostat(("indic_is", "age"), "PC_IND"),
        "tepsr_sp410": _eurostat(("age",), "PC_IND"),
        "tepsr_sp200": _eurostat(("sex",), "PC_PNT"),
        "educ_uoe_grad02": _eurostat(("sex", "isced11", "iscedf13"), "NR"),
        "educ_uoe_grad04": _eurostat(("sex", "isced11"), "P_THAB"),
        "tin00085": _eurostat(("nace_r2",), "PC"),
        # Value added may be negative, and was in Finland in 2012.
        "tin00074": _eurostat(("nace_r2",), "PC", ranges={"PC": (-100.0, 100.0)}),
        # Figures keyed from publications: one line per publication, all its editions alike.
        "wef_future_of_jobs": _keyed("wef", ("PC", "PC_NET", "RANK"), "skill", "industry"),
        "manpowergroup_talent_shortage": _keyed("manpowergroup", ("PC", "NR"), "sector"),
        "acerta_disability": _keyed("acerta", ("PC", "PCH", "NR"), "size_class"),
        "kbf_digital_inclusion": _keyed("kbf", ("PC",), "group"),
        "gender_scan": _keyed("gender_scan", ("PC", "NR", "RANK"), "group", "sex"),
        "agoria_digital_vacancies": _keyed("agoria", ("VAC", "PC"), "sector"),
        "agoria_digital_shortage": _keyed("agoria", ("VAC",)),
        "agoria_ict_sector": _keyed("agoria", ("JOBS", "MRD_EUR", "PC", "PCH")),
        "agoria_memorandum": _keyed("agoria", ("PC",)),
        "statbel_disability": _keyed("statbel", ("PC",)),
        "statbel_ict_specialists": _keyed("statbel", ("PC", "PER"), "sex", "sector"),
        "enisa_ecsf": _keyed("enisa", ("NR",), "role"),
        "eurostat_news": _keyed("eurostat", ("PC", "PC_ENT"), "sex"),
        "desi": _keyed("european_commission", ("RANK",)),
        "digital_decade_report": _keyed("european_commission", ("PC",)),
        "digital_decade_targets": _keyed("european_commission", ("MIO_PER", "PC_ENT", "PC_IND")),
        "digital_decade_trajectories": _keyed("european_commission", ("MIO_PER", "PC")),
        "fps_economy_digital_overview": _keyed("fps_economy", ("PC_ENT",), "size_class"),
        "fps_economy_stem_graduates": _keyed("fps_economy", ("P_THAB",), "sex"),
        "mic_adam_linkedin_monitor": _keyed("mic_adam", ("ACC",)),
        "napoleoncat_linkedin": _keyed("napoleoncat", ("ACC",)),
        "degraux_linkedin": _keyed("degraux", ("ACC",)),
        "convidencia_hackathons": _keyed("convidencia", ("DAYS",)),
        "ulb_digital_entrants": _keyed("ulb", ("PC", "NR"), "group"),
        "view_brussels_critical_functions": _keyed("view_brussels", ("RT",)),
        "digitalcity_talentensneller": _keyed(
            "digitalcity",
            (
                "ACC",
                "DAYS",
                "JOBS",
                "NR",
                "NR_MIN",
                "PC",
                "PC_EMP",
                "PC_ENT",
                "PC_IND",
                "PER",
                "P_THAB",
                "RANK",
                "VAC",
                "YR",
            ),
            "sector",
            "size_class",
            "occupation",
            "group",
            "sex",
        ),
    },
)
