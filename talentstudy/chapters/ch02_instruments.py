"""Chapter 2: networking, mentoring and hackathons."""

from __future__ import annotations

from talentstudy.registry import Chapter, Figure, Rows

CHAPTER = Chapter(
    number=2,
    notebook="ch02_instruments",
    title={
        "nl": "Netwerken, mentoring en hackathons",
        "fr": "Réseautage, mentorat et hackathons",
        "en": "Networking, mentoring and hackathons",
        "de": "Netzwerken, Mentoring und Hackathons",
    },
    question={
        "nl": "Wat kunnen netwerken, mentoring en hackathons toevoegen aan de gewone weg naar een baan, en wat is daarover gemeten?",
        "fr": "Que peuvent apporter le réseautage, le mentorat et les hackathons au chemin habituel vers un emploi, et qu’a-t-on mesuré à ce sujet ?",
        "en": "What can networking, mentoring and hackathons add to the usual way to a job, and what has been measured about them?",
        "de": "Was können Netzwerken, Mentoring und Hackathons dem üblichen Weg in den Beruf hinzufügen, und was ist darüber gemessen?",
    },
    figures=(
        Figure(
            "F2-01",
            "bars_by_rank",
            title={
                "nl": "LinkedIn in België: hoeveel accounts, volgens wie",
                "fr": "LinkedIn en Belgique : combien de comptes, selon qui",
                "en": "LinkedIn in Belgium: how many accounts, according to whom",
                "de": "LinkedIn in Belgien: wie viele Konten, laut wem",
            },
            subtitle={
                "nl": "Aantal LinkedIn-accounts in België, naar meetwijze en maand",
                "fr": "Nombre de comptes LinkedIn en Belgique, selon la méthode et le mois",
                "en": "Number of LinkedIn accounts in Belgium, by method and month",
                "de": "Zahl der LinkedIn-Konten in Belgien, nach Methode und Monat",
            },
            note={
                "nl": "Accounts, geen personen. Het rapport drukt twee waarden die elkaar tegenspreken; openbare tellingen liggen dicht bij de laagste. Wereldwijd drukt het rapport voor 2024 meer dan {companies} bedrijven, en per minuut meer dan {applications} sollicitaties en {hires} aanwervingen.",
                "fr": "Des comptes, pas des personnes. Le rapport imprime deux valeurs qui se contredisent ; les comptages publics sont proches de la plus basse. Pour le monde, le rapport imprime pour 2024 plus de {companies} entreprises et, par minute, plus de {applications} candidatures et {hires} engagements.",
                "en": "Accounts, not people. The report prints two values that contradict each other; public counts lie around the lower one. Worldwide, the report prints for 2024 more than {companies} companies and, per minute, more than {applications} applications and {hires} hires.",
                "de": "Konten, keine Personen. Der Bericht druckt zwei Werte, die einander widersprechen; öffentliche Zählungen liegen nahe dem niedrigeren. Weltweit druckt der Bericht für 2024 mehr als {companies} Unternehmen und je Minute mehr als {applications} Bewerbungen und {hires} Einstellungen.",
            },
            rows=(Rows("linkedin_members_count", geo="BE", by_value=True),),
            by="measure+time_period",
            quoted={
                "companies": Rows("linkedin_companies_count"),
                "applications": Rows("linkedin_activity_rate", where={"measure": "linkedin_applications_rate"}),
                "hires": Rows("linkedin_activity_rate", where={"measure": "linkedin_hires_rate"}),
            },
            options={
                "aggregates": ("linkedin_members_printed+2024", "linkedin_members_printed+"),
                "labels": {
                    "nl": {
                        "linkedin_members": "Openbare telling",
                        "linkedin_members_ads": "Advertentietool",
                        "linkedin_members_search": "Gratis zoekfunctie",
                        "linkedin_members_printed": "Gedrukt in het rapport",
                    },
                    "fr": {
                        "linkedin_members": "Comptage public",
                        "linkedin_members_ads": "Outil publicitaire",
                        "linkedin_members_search": "Recherche gratuite",
                        "linkedin_members_printed": "Imprimé dans le rapport",
                    },
                    "en": {
                        "linkedin_members": "Public count",
                        "linkedin_members_ads": "Advertising tool",
                        "linkedin_members_search": "Free search",
                        "linkedin_members_printed": "Printed in the report",
                    },
                    "de": {
                        "linkedin_members": "Öffentliche Zählung",
                        "linkedin_members_ads": "Werbeanzeigen-Tool",
                        "linkedin_members_search": "Kostenlose Suche",
                        "linkedin_members_printed": "Im Bericht gedruckt",
                    },
                },
            },
            only=("BE",),
        ),
        Figure(
            "F2-02",
            "bars_by_rank",
            title={
                "nl": "Meest gebruikte thema’s van hackathons",
                "fr": "Thèmes de hackathon les plus utilisés",
                "en": "Most used hackathon themes",
                "de": "Meistgenutzte Themen von Hackathons",
            },
            subtitle={
                "nl": "Thema’s die Convidencia noemt",
                "fr": "Thèmes cités par Convidencia",
                "en": "Themes that Convidencia names",
                "de": "Themen, die Convidencia nennt",
            },
            lost={
                "nl": "de lijst met thema’s stond als beeld in het rapport en is verloren; geen openbare kopie bevat ze. Te vragen: aan Digitalcity.brussels het beeldbestand van die bladzijde, aan Convidencia de lijst uit haar gids over hackathons van 2017",
                "fr": "la liste des thèmes figurait en image dans le rapport et est perdue ; aucune copie publique ne la contient. À demander : à Digitalcity.brussels le fichier image de cette page, à Convidencia la liste de son guide des hackathons de 2017",
                "en": "the list of themes stood in the report as an image and is lost; no public copy holds it. To ask: of Digitalcity.brussels the artwork of that page, of Convidencia the list in its guide to hackathons of 2017",
                "de": "die Liste der Themen stand als Bild im Bericht und ist verloren; keine öffentliche Kopie enthält sie. Anzufragen: bei Digitalcity.brussels die Bilddatei dieser Seite, bei Convidencia die Liste aus ihrem Hackathon-Leitfaden von 2017",
            },
        ),
        Figure(
            "F2-03",
            "text_panel",
            title={
                "nl": "Wat netwerken, mentoring en hackathons deelnemers opleveren",
                "fr": "Ce que réseautage, mentorat et hackathons apportent aux participants",
                "en": "What networking, mentoring and hackathons give those who take part",
                "de": "Was Netzwerken, Mentoring und Hackathons den Teilnehmenden bringen",
            },
            subtitle={
                "nl": "Vier voordelen die het rapport ziet, in onze woorden",
                "fr": "Quatre apports relevés par le rapport, dans nos mots",
                "en": "Four benefits the report sees, in our words",
                "de": "Vier Vorteile, die der Bericht sieht, in unseren Worten",
            },
            note={
                "nl": "Oordeel van het rapport, niet gemeten.",
                "fr": "Appréciation du rapport, non mesurée.",
                "en": "The report’s judgement, not measured.",
                "de": "Einschätzung des Berichts, nicht gemessen.",
            },
            items={
                "nl": (
                    (
                        "Vaardigheden oefenen",
                        "Wie meedoet, scherpt vakkennis en gedragsvaardigheden aan in een echte opdracht.",
                    ),
                    ("Gezien worden", "Recruiters leren kandidaten kennen nog voor die solliciteren."),
                    (
                        "Rechtstreeks aangeworven worden",
                        "Een gesprek of een wedstrijd kan buiten elke vacature om tot een baan leiden.",
                    ),
                    ("Mensen leren kennen", "Het eigen netwerk groeit, en met een mentor ook dat van een ander mee."),
                ),
                "fr": (
                    ("S’exercer", "Participer affûte les compétences techniques et comportementales sur un cas réel."),
                    ("Se faire voir", "Les recruteurs découvrent les candidats avant même leur candidature."),
                    (
                        "Être engagé directement",
                        "Une rencontre ou un concours peut mener à un emploi sans passer par une annonce.",
                    ),
                    ("Rencontrer du monde", "Le réseau personnel s’élargit, et un mentor ouvre aussi le sien."),
                ),
                "en": (
                    ("Practising skills", "Taking part sharpens technical and behavioural skills on a real task."),
                    ("Being seen", "Recruiters get to know candidates before they even apply."),
                    (
                        "Being hired directly",
                        "A conversation or a contest can lead to a job that was never advertised.",
                    ),
                    ("Meeting people", "One’s own network grows, and a mentor opens theirs as well."),
                ),
                "de": (
                    (
                        "Fähigkeiten üben",
                        "Wer mitmacht, schärft Fachwissen und Verhaltenskompetenzen an einer echten Aufgabe.",
                    ),
                    (
                        "Gesehen werden",
                        "Personalverantwortliche lernen Kandidaten kennen, noch bevor diese sich bewerben.",
                    ),
                    (
                        "Direkt eingestellt werden",
                        "Ein Gespräch oder ein Wettbewerb kann ohne Ausschreibung zu einer Stelle führen.",
                    ),
                    (
                        "Menschen kennenlernen",
                        "Das eigene Netzwerk wächst, und eine Mentorin oder ein Mentor öffnet auch das ihre.",
                    ),
                ),
            },
            options={"source": "digitalcity_talentensneller@2025", "numbered": False},
        ),
    ),
)
