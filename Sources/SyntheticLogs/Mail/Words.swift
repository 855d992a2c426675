/// The word lists that names, domains and addresses are made of.
enum Words {
    static let firstNames: [FieldText] = [
        "adam", "alan", "amy", "anna", "bert", "bob", "carla", "chen", "clara", "david", "dora", "elena", "emil",
        "eva", "fatima", "felix", "frank", "gina", "greta", "hans", "harold", "helen", "ines", "ivan", "jack",
        "jana", "jean", "jorge", "julia", "karl", "kenji", "lara", "leo", "lin", "louise", "marc", "maria", "marlowe",
        "mei", "milan", "nadia", "nils", "olga", "omar", "otto", "paula", "pierre", "rosa", "sam", "sara", "sofia",
        "stefan", "tara", "tomas", "ursula", "vera", "viktor", "walter", "yuki", "zoe",
    ]
    static let lastNames: [FieldText] = [
        "abbott", "almeida", "baker", "bauer", "becker", "berg", "bishop", "brandt", "carter", "castro", "chandler",
        "cohen", "costa", "dietrich", "dubois", "eriksen", "farmer", "ferrari", "fischer", "fletcher", "garcia",
        "grant", "gruber", "haas", "hansen", "hoffmann", "hunter", "ibrahim", "ivanov", "jansen", "keller", "kim",
        "koch", "kowalski", "lambert", "larsen", "lopez", "maier", "marsh", "martin", "moreau", "nakamura", "novak",
        "olsen", "palmer", "peters", "quinn", "ramos", "richter", "rossi", "sato", "schmitt", "silva", "singh",
        "sommer", "tanaka", "taylor", "vogel", "wagner", "weaver", "winter", "wong", "zhang", "ziegler",
    ]
    static let roles: [FieldText] = [
        "info", "sales", "support", "noreply", "no-reply", "billing", "newsletter", "bounces", "news", "webmaster",
        "hr", "jobs", "alerts", "reports", "office", "contact", "orders", "service", "notifications", "do-not-reply",
    ]
    static let domainStems: [FieldText] = [
        "alpha", "amber", "apex", "arc", "atlas", "aero", "bay", "blue", "bright", "cargo", "cedar", "circle", "city",
        "clear", "cloud", "coast", "core", "crest", "data", "delta", "east", "edge", "ever", "field", "first", "flow",
        "forge", "fox", "garden", "gate", "global", "gold", "grand", "green", "harbor", "hill", "home", "iron", "lake",
        "light", "line", "link", "maple", "media", "metro", "mill", "moon", "net", "north", "nova", "oak", "ocean",
        "omni", "open", "park", "path", "pine", "planet", "point", "port", "prime", "quick", "rain", "red", "river",
        "rock", "sea", "sky", "smart", "soft", "south", "star", "stone", "sun", "swift", "tech", "tide", "tower",
        "trade", "true", "union", "urban", "valley", "vertex", "view", "vista", "wave", "west", "wind", "wood", "works",
    ]
    static let topLevels: [FieldText] = [
        "com", "com", "com", "com", "com", "com", "org", "org", "net", "net", "de", "fr", "co.uk", "edu", "it", "nl",
        "com.br", "co.jp", "ch", "info", "ca", "com.au", "es", "pl",
    ]
    static let lists: [FieldText] = [
        "all-staff", "board", "developers", "engineering", "everyone", "facilities", "finance-team", "marketing",
        "project-x", "sales-emea", "seminar", "students", "support-team", "sysadmins", "volunteers",
    ]
}
