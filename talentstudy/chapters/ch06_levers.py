"""The closing chapter: levers and recommendations."""

from __future__ import annotations

from talentstudy.registry import Chapter, Figure

CHAPTER = Chapter(
    number=6,
    notebook="ch06_levers",
    title={
        "nl": "Besluit: hefbomen en aanbevelingen",
        "fr": "Conclusion : leviers et recommandations",
        "en": "Conclusion: levers and recommendations",
        "de": "Schluss: Hebel und Empfehlungen",
    },
    question={
        "nl": "Wat kan het tekort verkleinen, wie is aan zet, en wat weten we voor Brussel alleen?",
        "fr": "Qu’est-ce qui peut réduire la pénurie, à qui d’agir, et que sait-on pour Bruxelles seule ?",
        "en": "What can reduce the shortage, who is to act, and what is known for Brussels alone?",
        "de": "Was kann den Mangel verringern, wer ist am Zug, und was wissen wir für Brüssel allein?",
    },
    figures=(
        Figure(
            "F6-01",
            "text_panel",
            title={
                "nl": "Vier hefbomen en vijf aanbevelingen",
                "fr": "Quatre leviers et cinq recommandations",
                "en": "Four levers and five recommendations",
                "de": "Vier Hebel und fünf Empfehlungen",
            },
            subtitle={
                "nl": "1 tot 4: hefbomen; 5 tot 9: aanbevelingen van het rapport, in onze woorden",
                "fr": "1 à 4 : leviers ; 5 à 9 : recommandations du rapport, dans nos mots",
                "en": "1 to 4: levers; 5 to 9: recommendations of the report, in our words",
                "de": "1 bis 4: Hebel; 5 bis 9: Empfehlungen des Berichts, in unseren Worten",
            },
            items={
                "nl": (
                    ("Blijven opleiden", "Vakkennis alleen volstaat niet; bedrijven denken mee over de opleiding."),
                    (
                        "Andere wegen naar een baan",
                        "Hackathons, mentoring en netwerken vullen cv, stage en vacaturesite aan.",
                    ),
                    (
                        "Iedereen meerekenen",
                        "Vrouwen, personen met een handicap en wie een ongewone loopbaan heeft, zijn deel van de oplossing.",
                    ),
                    ("Vroeg beginnen", "School, gezin en verenigingen laten kinderen digitale beroepen ontdekken."),
                    (
                        "Jongeren en wie hen omringt aanspreken",
                        "Ook leerkrachten en ouders, want zij wegen op de keuze.",
                    ),
                    (
                        "Opleidingen bekender maken",
                        "Bij bedrijven, werkzoekenden en leerlingen, op het ogenblik dat zij kiezen.",
                    ),
                    (
                        "Diversiteit zichtbaar maken",
                        "Met rolmodellen en getuigenissen, en met steun voor bedrijven die inclusief aanwerven.",
                    ),
                    (
                        "Bedrijven in de opleiding brengen",
                        "Cursisten ontmoeten werkgevers en hun vraagstukken tijdens de opleiding.",
                    ),
                    (
                        "Voorbereiden op de arbeidsmarkt",
                        "Gedragsvaardigheden en talen tellen bij een aanwerving even zwaar als techniek.",
                    ),
                ),
                "fr": (
                    (
                        "Continuer à former",
                        "La technique seule ne suffit pas ; les entreprises participent à la formation.",
                    ),
                    (
                        "D’autres chemins vers l’emploi",
                        "Hackathons, mentorat et réseautage complètent CV, stages et sites d’annonces.",
                    ),
                    (
                        "Compter avec tous",
                        "Les femmes, les personnes handicapées et les parcours inhabituels font partie de la solution.",
                    ),
                    (
                        "Commencer tôt",
                        "École, famille et associations font découvrir les métiers du numérique aux enfants.",
                    ),
                    (
                        "S’adresser aux jeunes et à leur entourage",
                        "Aux enseignants et aux parents aussi, car ils pèsent sur le choix.",
                    ),
                    (
                        "Faire connaître les formations",
                        "Auprès des entreprises, des demandeurs d’emploi et des élèves, au moment où ils choisissent.",
                    ),
                    (
                        "Rendre la diversité visible",
                        "Par des modèles et des témoignages, et en aidant les entreprises à recruter de façon inclusive.",
                    ),
                    (
                        "Faire entrer les entreprises en formation",
                        "Les apprenants rencontrent les employeurs et leurs questions pendant leur parcours.",
                    ),
                    (
                        "Préparer au marché du travail",
                        "À l’embauche, comportement et langues comptent autant que la technique.",
                    ),
                ),
                "en": (
                    ("Keep training", "Technical knowledge alone is not enough; firms have a say in the training."),
                    (
                        "Other ways to a job",
                        "Hackathons, mentoring and networking add to CVs, internships and job sites.",
                    ),
                    (
                        "Count everyone in",
                        "Women, people with a disability and people with unusual careers are part of the answer.",
                    ),
                    ("Start early", "School, family and associations let children discover digital occupations."),
                    (
                        "Address the young and those around them",
                        "Teachers and parents too, because they weigh on the choice.",
                    ),
                    ("Make training better known", "Among firms, jobseekers and pupils, at the moment they choose."),
                    (
                        "Make diversity visible",
                        "With role models and testimonies, and with support for firms that recruit inclusively.",
                    ),
                    ("Bring firms into training", "Learners meet employers and their questions during the course."),
                    ("Prepare for the labour market", "In hiring, behaviour and languages count as much as technique."),
                ),
                "de": (
                    ("Weiter ausbilden", "Fachwissen allein genügt nicht; Unternehmen reden bei der Ausbildung mit."),
                    (
                        "Andere Wege in den Beruf",
                        "Hackathons, Mentoring und Netzwerken ergänzen Lebenslauf, Praktikum und Stellenportal.",
                    ),
                    (
                        "Mit allen rechnen",
                        "Frauen, Menschen mit Behinderungen und ungewöhnliche Laufbahnen sind Teil der Lösung.",
                    ),
                    ("Früh beginnen", "Schule, Familie und Vereine lassen Kinder digitale Berufe entdecken."),
                    (
                        "Junge Menschen und ihr Umfeld ansprechen",
                        "Auch Lehrkräfte und Eltern, denn sie beeinflussen die Wahl.",
                    ),
                    (
                        "Ausbildungen bekannter machen",
                        "Bei Unternehmen, Arbeitsuchenden und Schülern, wenn diese sich entscheiden.",
                    ),
                    (
                        "Vielfalt sichtbar machen",
                        "Mit Vorbildern und Berichten, und mit Hilfe für Unternehmen, die inklusiv einstellen.",
                    ),
                    (
                        "Unternehmen in die Ausbildung holen",
                        "Lernende begegnen Arbeitgebern und deren Fragen schon im Kurs.",
                    ),
                    (
                        "Auf den Arbeitsmarkt vorbereiten",
                        "Bei der Einstellung zählen Verhalten und Sprachen so viel wie Technik.",
                    ),
                ),
            },
            note={
                "nl": "Hefbomen en aanbevelingen zijn die van het rapport; hun effect is niet gemeten.",
                "fr": "Leviers et recommandations sont ceux du rapport ; leur effet n’a pas été mesuré.",
                "en": "Levers and recommendations are those of the report; their effect has not been measured.",
                "de": "Hebel und Empfehlungen sind jene des Berichts; ihre Wirkung ist nicht gemessen.",
            },
            options={"source": "digitalcity_talentensneller@2025"},
        ),
    ),
)
