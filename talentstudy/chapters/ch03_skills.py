"""Chapter 3: how skills and training go together."""

from __future__ import annotations

from talentstudy.registry import Chapter, Figure, Rows

_WORLD = {
    "nl": "Werkgevers wereldwijd, in alle bedrijfstakken en voor alle beroepen; geen cijfer voor één land.",
    "fr": "Employeurs du monde entier, toutes branches et toutes professions ; aucun chiffre par pays.",
    "en": "Employers worldwide, all industries and all occupations; not a figure for one country.",
    "de": "Arbeitgeber weltweit, alle Branchen und alle Berufe; keine Zahl für ein einzelnes Land.",
}

CHAPTER = Chapter(
    number=3,
    notebook="ch03_skills",
    title={
        "nl": "Vaardigheden en opleidingen",
        "fr": "Compétences et formations",
        "en": "Skills and training",
        "de": "Kompetenzen und Ausbildung",
    },
    question={
        "nl": "Welke vaardigheden vragen werkgevers, welke verwachten ze tegen 2030, en hoeveel mensen leidt het hoger onderwijs ervoor op?",
        "fr": "Quelles compétences les employeurs demandent-ils, lesquelles attendent-ils d’ici 2030, et combien de personnes l’enseignement supérieur y forme-t-il ?",
        "en": "Which skills do employers ask for, which do they expect by 2030, and how many people does tertiary education train for them?",
        "de": "Welche Kompetenzen verlangen Arbeitgeber, welche erwarten sie bis 2030, und wie viele Menschen bilden die Hochschulen dafür aus?",
    },
    figures=(
        Figure(
            "F3-01",
            "diverging_bars",
            title={
                "nl": "Vaardigheden die tegen 2030 belangrijker worden",
                "fr": "Les compétences qui gagneront en importance d’ici 2030",
                "en": "Skills on the rise to 2030",
                "de": "Kompetenzen, die bis 2030 wichtiger werden",
            },
            subtitle={
                "nl": "Werkgevers die een groeiend gebruik verwachten min wie een dalend gebruik verwacht, saldo in procentpunt van de bevraagde werkgevers, 2025–2030",
                "fr": "Employeurs prévoyant un usage croissant moins ceux prévoyant un usage décroissant, solde en points de pourcentage des employeurs interrogés, 2025–2030",
                "en": "Employers expecting increasing use minus those expecting decreasing use, balance in percentage points of employers surveyed, 2025–2030",
                "de": "Arbeitgeber, die zunehmende Nutzung erwarten, minus jene, die abnehmende erwarten, Saldo in Prozentpunkten der befragten Arbeitgeber, 2025–2030",
            },
            note=_WORLD,
            rows=(Rows("skill_rise_balance"),),
            by="skill",
        ),
        Figure(
            "F3-02",
            "bars_by_rank",
            title={
                "nl": "AI en big data: verwacht groeiend gebruik per bedrijfstak",
                "fr": "IA et mégadonnées : usage croissant attendu par branche",
                "en": "AI and big data: expected increasing use by industry",
                "de": "KI und Big Data: erwartete zunehmende Nutzung je Branche",
            },
            subtitle={
                "nl": "Werkgevers die tegen 2030 een groeiend gebruik van deze vaardigheid verwachten, % van de bevraagde werkgevers per bedrijfstak, 2025–2030",
                "fr": "Employeurs prévoyant un usage croissant de cette compétence d’ici 2030, % des employeurs interrogés par branche, 2025–2030",
                "en": "Employers expecting increasing use of this skill by 2030, % of employers surveyed per industry, 2025–2030",
                "de": "Arbeitgeber, die bis 2030 eine zunehmende Nutzung dieser Kompetenz erwarten, % der befragten Arbeitgeber je Branche, 2025–2030",
            },
            note={
                "nl": "Werkgevers wereldwijd; een verwachting, geen behoefte die al bestaat. De tien hoogste bedrijfstakken van de bron, en twee lage die een persbericht noemt; die ertussen zijn niet bekend.",
                "fr": "Employeurs du monde entier ; une attente, pas un besoin existant. Les dix premières branches de la source, et deux branches basses citées par la presse ; celles d’entre elles ne sont pas connues.",
                "en": "Employers worldwide; an expectation, not an existing need. The ten highest industries of the source, and two low ones named in the press; those between are not known.",
                "de": "Arbeitgeber weltweit; eine Erwartung, kein bestehender Bedarf. Die zehn höchsten Branchen der Quelle und zwei niedrige, die die Presse nennt; jene dazwischen sind nicht bekannt.",
            },
            rows=(Rows("skill_increasing_use_share", where={"skill": "AI_BIG_DATA"}),),
            by="industry",
        ),
        Figure(
            "F3-03",
            "bars_by_rank",
            title={
                "nl": "Netwerken en cyberbeveiliging: verwacht groeiend gebruik",
                "fr": "Réseaux et cybersécurité : usage croissant attendu",
                "en": "Networks and cybersecurity: expected increasing use",
                "de": "Netzwerke und Cybersicherheit: erwartete zunehmende Nutzung",
            },
            subtitle={
                "nl": "Werkgevers die tegen 2030 een groeiend gebruik van deze vaardigheid verwachten, % van de bevraagde werkgevers per bedrijfstak, 2025–2030",
                "fr": "Employeurs prévoyant un usage croissant de cette compétence d’ici 2030, % des employeurs interrogés par branche, 2025–2030",
                "en": "Employers expecting increasing use of this skill by 2030, % of employers surveyed per industry, 2025–2030",
                "de": "Arbeitgeber, die bis 2030 eine zunehmende Nutzung dieser Kompetenz erwarten, % der befragten Arbeitgeber je Branche, 2025–2030",
            },
            note={
                "nl": "Werkgevers wereldwijd; een verwachting, geen behoefte die al bestaat. De tien hoogste bedrijfstakken van de bron.",
                "fr": "Employeurs du monde entier ; une attente, pas un besoin existant. Les dix premières branches de la source.",
                "en": "Employers worldwide; an expectation, not an existing need. The ten highest industries of the source.",
                "de": "Arbeitgeber weltweit; eine Erwartung, kein bestehender Bedarf. Die zehn höchsten Branchen der Quelle.",
            },
            rows=(Rows("skill_increasing_use_share", where={"skill": "NETWORKS_CYBERSECURITY"}),),
            by="industry",
        ),
        Figure(
            "F3-04",
            "bars_by_rank",
            title={
                "nl": "Kernvaardigheden volgens werkgevers",
                "fr": "Les compétences essentielles selon les employeurs",
                "en": "Core skills according to employers",
                "de": "Kernkompetenzen aus Sicht der Arbeitgeber",
            },
            subtitle={
                "nl": "Werkgevers voor wie de vaardigheid vandaag een kernvaardigheid van hun personeel is, % van de bevraagde werkgevers, 2025",
                "fr": "Employeurs pour qui la compétence est aujourd’hui essentielle chez leur personnel, % des employeurs interrogés, 2025",
                "en": "Employers for whom the skill is a core skill of their workforce today, % of employers surveyed, 2025",
                "de": "Arbeitgeber, für die die Kompetenz heute zum Kern ihrer Belegschaft gehört, % der befragten Arbeitgeber, 2025",
            },
            note=_WORLD,
            rows=(Rows("core_skill_share"),),
            by="skill",
        ),
        Figure(
            "F3-05",
            "dots_with_interval",
            title={
                "nl": "Twee soorten opleidingen: hoe lang ze duren",
                "fr": "Deux types de formations : leur durée",
                "en": "Two kinds of training: how long they take",
                "de": "Zwei Arten von Ausbildung: wie lange sie dauern",
            },
            subtitle={
                "nl": "Gebruikelijke duur van de opleiding, in jaren",
                "fr": "Durée habituelle de la formation, en années",
                "en": "Usual length of the course, in years",
                "de": "Übliche Dauer der Ausbildung, in Jahren",
            },
            note={
                "nl": "Zoals gedrukt in het rapport; korte opleidingen van het hoger onderwijs (graduaat) blijven er buiten beschouwing.",
                "fr": "Tel qu’imprimé dans le rapport ; l’enseignement supérieur de type court n’y est pas pris en compte.",
                "en": "As printed in the report; short-cycle tertiary education is left out there.",
                "de": "Wie im Bericht gedruckt; kurze Studiengänge der Hochschulbildung bleiben dort außer Betracht.",
            },
            rows=(Rows("course_duration", geo="BE"),),
            by="group",
            options={"order": "given"},
            only=("BE",),
        ),
        Figure(
            "F3-06",
            "lines_by_period",
            title={
                "nl": "STEM-afgestudeerden per 1.000 jongeren",
                "fr": "Diplômés STEM pour 1 000 jeunes",
                "en": "STEM graduates per 1,000 young people",
                "de": "MINT-Absolventen je 1.000 junge Menschen",
            },
            subtitle={
                "nl": "Afgestudeerden van het hoger onderwijs in wetenschap, technologie, techniek en wiskunde, per 1.000 inwoners van 20 tot 29 jaar, per referentiejaar",
                "fr": "Diplômés de l’enseignement supérieur en sciences, technologies, ingénierie et mathématiques, pour 1 000 habitants de 20 à 29 ans, par année de référence",
                "en": "Tertiary graduates in science, technology, engineering and mathematics, per 1,000 inhabitants aged 20 to 29, by reference year",
                "de": "Hochschulabsolventen in Mathematik, Informatik, Naturwissenschaften und Technik, je 1.000 Einwohner von 20 bis 29 Jahren, nach Bezugsjahr",
            },
            note={
                "nl": "ICT is een deel van STEM. Het rapport drukt voor 2022 {printed} IT-afgestudeerden per 1.000; dat valt niet te rijmen met de {graduates} ICT-afgestudeerden van het hoger onderwijs die België in 2022 officieel telde ({later} in 2023).",
                "fr": "Les TIC font partie des STEM. Pour 2022, le rapport imprime {printed} diplômés en informatique pour 1 000 ; cela ne concorde pas avec les {graduates} diplômés en TIC de l’enseignement supérieur comptés officiellement en Belgique en 2022 ({later} en 2023).",
                "en": "ICT is a part of STEM. For 2022 the report prints {printed} IT graduates per 1,000; this cannot be squared with the {graduates} tertiary ICT graduates officially counted in Belgium in 2022 ({later} in 2023).",
                "de": "IKT ist ein Teil von MINT. Für 2022 druckt der Bericht {printed} IT-Absolventen je 1.000; das ist mit den {graduates} IKT-Absolventen der Hochschulen, die Belgien 2022 amtlich zählte ({later} im Jahr 2023), nicht vereinbar.",
            },
            rows=(Rows("stem_graduates_rate", geo="peers"),),
            quoted={
                "printed": Rows("ict_graduates_printed_rate", geo="BE"),
                "graduates": Rows("ict_graduates_count", geo="BE", period="2022"),
                "later": Rows("ict_graduates_count", geo="BE", period="2023"),
            },
        ),
    ),
)
