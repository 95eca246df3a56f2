"""Build src/reportedly/resolution/data/actors.tsv from the curated rows and the lists at hand.

    python knowledge/actors.py DATA/actors > src/reportedly/resolution/data/actors.tsv

DATA/actors holds the lists as JSON Lines (see knowledge/README.md for origins and licences). Curated rows win: a row
of a list whose names meet a curated one lends it its spellings; the others stand by themselves under a full English
name. A '?' before an alias says that it needs the report's context to be believed.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.resolution.names import fold, is_acronym

HERE = Path(__file__).parent
FIELDS = ("id", "name", "aliases", "type", "country", "nature", "years", "parent", "wikidata", "source", "number")
# Words that show that a name is a body's, and an English one: 'Oromo Liberation Front', not 'ULIMO - J'.
BODY = re.compile(
    r"\b(front|army|movement|brigades?|party|forces?|organi[sz]ation|union|council|league|alliance|coalition|group|"
    r"militia|guards?|corps|battalion|command|tigers|liberation|republic|state|congress|command|fighters|network|"
    r"cartel|commission|agency|committee|programme?|fund|bank|court|office|community|association|federation)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(faction|forces of|supporters|opponents|extremists?|protesters?|students?|separatists|tribe|"
    r"tribesmen|militants|rebels|insurgents|gunmen|unknown|civilians|muslims|guerrillas|fundamentalists|suspected|clan)\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"islami[ac]?|islam|liberation|national|people|peoples|popular|revolutionary|democratic|freedom|united|unity|army|"
    r"front|movement|brigades?|party|forces?|organi[sz]ation|council|alliance|group|youth|africa|african|arab|jihad"
)
COUNTRY = {
    "Yemen (North Yemen)": "YEM", "DR Congo (Zaire)": "COD", "Myanmar (Burma)": "MMR", "Russia (Soviet Union)": "RUS",
    "Serbia (Yugoslavia)": "SRB", "Ivory Coast": "CIV", "Madagascar (Malagasy)": "MDG", "Cambodia (Kampuchea)": "KHM",
    "United States of America": "USA", "Zimbabwe (Rhodesia)": "ZWE", "Bosnia-Herzegovina": "BIH", "Congo": "COG",
}  # fmt: skip


def main(folder: Path) -> None:
    rows = list(curated())
    known = {fold(name): row for row in rows for name in (row["name"], *row["aliases"]) if not name.startswith("?")}
    for row in (*ucdp(folder), *phoenix(folder), *gtd(folder)):
        add(rows, known, row)
    spellings(folder, known)
    write(rows)


def curated() -> Iterator[dict]:
    with (HERE / "curated.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield {**empty(row["name"], row["aliases"].split("|")), "type": row["type"], "country": row["country"],
                   "nature": row["nature"], "parent": row["parent"], "source": "reading"}  # fmt: skip


def empty(name: str, aliases: Iterable[str]) -> dict:
    return {
        **dict.fromkeys(FIELDS, ""),
        "name": re.sub(r"^The (?=.*\b(Front|Party|Army))", "", name),
        "aliases": [one for one in aliases if one],
    }


def ucdp(folder: Path) -> Iterator[dict]:
    """Formally organised groups (org 1) of UCDP Actor 22.1, CC BY 4.0, by a full name where there is one."""
    codes = countries()
    for line in (folder / "ucdp_actors_22_1.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        names = [row["name"], *(part.strip() for alias in row["aliases"] for part in alias.split(","))]
        if row["org"] != "1" or VAGUE.search(row["name"]) or "(" in row["name"]:
            continue
        full = next((one for one in names if BODY.search(one) and " " in one and not VAGUE.search(one)), names[0])
        if needs_context(full).startswith("?"):
            continue  # 'Cobras', 'MAS': a bare word or acronym is not enough to know a group by
        lands = [codes.get(land, land) for land in row["locations"]]
        country = lands[0] if len(lands) == 1 and len(lands[0]) == 3 else ""
        yield {**empty(full, (needs_context(one) for one in names if one != full and len(one) > 2)),
               "type": "armed group", "country": country, "lands": lands, "source": "UCDP Actor 22.1",
               "number": str(row["ucdp_id"])}  # fmt: skip


def countries() -> dict[str, str]:
    path = HERE.parent / "src/reportedly/resolution/data/nations.tsv"
    with path.open(encoding="utf-8") as lines:
        return {row["name"]: row["iso3"] for row in csv.DictReader(lines, delimiter="\t")} | COUNTRY


def phoenix(folder: Path) -> Iterator[dict]:
    """Intergovernmental bodies and organised groups of the Phoenix dictionaries (MIT text), their capitals lowered."""
    codes = set(countries().values())
    with gzip.open(folder / "phoenix_actors.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            code = next((one["code"] for one in row["codes"]), "")
            international = row["file"] == "Phoenix.International.actors" and code.startswith("IGO")
            if not (international or row["file"] == "Phoenix.MilNonState.actors") or not is_body(row["name"]):
                continue
            kind = "organization" if international else "armed group"
            names = [lowered(re.sub(r" \(.*\)", "", one)) for one in (row["name"], *row["aliases"])]
            country = code[:3] if not international and re.fullmatch(r"[A-Z]{3}REB", code) else ""
            yield {**empty(names[0], (needs_context(one) for one in names[1:] if is_body(one))),
                   "type": kind, "country": country if country in codes else "", "source": "Phoenix 2018"}  # fmt: skip


def is_body(name: str) -> bool:
    return bool(BODY.search(name)) and name.count(" ") >= 2 and len(name) > 12 and not VAGUE.search(name)


def lowered(name: str) -> str:
    small = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "a"}
    words = [word.lower() if word.lower() in small else word.capitalize() for word in name.split()]
    return re.sub(r"-(\w)", lambda hit: "-" + hit[1].upper(), " ".join(words)).replace("Al-", "al-") if words else name


def gtd(folder: Path) -> Iterator[dict]:
    """Names of groups with their own acronym from the Global Terrorism Database: names only, as facts."""
    for line in (folder / "gtd_group_names.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        acronym = row["acronym"] or ""
        name = re.sub(r" \(.*\)", "", row["name"])
        if is_acronym(acronym) and is_body(name):
            yield {**empty(name, ["?" + acronym]), "type": "armed group", "source": "GTD (name)"}


def needs_context(name: str) -> str:
    """Short and single-word names are many things: 'MIR', 'Hassan'."""
    return f"?{name}" if is_acronym(name) or " " not in name.replace("-", " ").strip() else name


def add(rows: list[dict], known: dict[str, dict], row: dict) -> None:
    """A row of its own, or its spellings to the row that it meets by name in the same land; a taken name is no name."""
    names = [row["name"], *(one for one in row["aliases"] if not one.startswith("?"))]
    home = next((known[fold(one)] for one in names if fold(one) in known and same_home(known[fold(one)], row)), None)
    free = [one for one in names if fold(one) not in known]
    if home is None and free:
        row["name"], row["aliases"] = free[0], [*free[1:], *(one for one in row["aliases"] if one.startswith("?"))]
        rows.append(row)
        known.update({fold(one): row for one in free})
    elif home is not None:
        home["source"] = "; ".join(dict.fromkeys([*home["source"].split("; "), row["source"]]))
        home["number"] = home["number"] or row["number"]
        akin = [one for one in free if is_akin(one, home)]
        home["aliases"] += akin
        known.update({fold(one): home for one in akin})


def same_home(home: dict, row: dict) -> bool:
    """The People's Liberation Army of China is not that of Colombia; a group of no one land is met in many."""
    lands = row.get("lands", [row["country"]] if row["country"] else [])
    if not home["country"]:
        return len(lands) != 1
    return not lands or home["country"] in lands


def is_akin(name: str, home: dict) -> bool:
    """Whether a spelling shares a telling word with the names that are known: 'Youth Wing' tells nothing."""
    known = {word for one in (home["name"], *home["aliases"]) for word in telling(one)}
    return name.isascii() and bool(telling(name) & known)


def telling(name: str) -> set[str]:
    return {word[:6] for word in fold(name.lstrip("?")).split() if len(word) > 4 and not GENERAL.fullmatch(word)}


def spellings(folder: Path, known: dict[str, dict]) -> None:
    """More spellings from the UN consolidated list of 2015-03-27: out of date, a spelling is no present listing."""
    with gzip.open(folder / "un_sanctions_2015.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] == "person" or fold(row["name"]) not in known:
                continue
            aliases = [part.strip() for alias in row["aliases"] for part in (alias["name"] or "").split(";")]
            good = [one for one in aliases if " " in one.strip() and len(one) < 60 and one.isascii()]
            add([], known, {**empty(lowered(row["name"]), good), "source": "UN list 2015 (spellings)"})


def write(rows: list[dict]) -> None:
    print(*FIELDS, sep="\t")
    used: set[str] = set()
    for row in rows:
        row["id"] = identifier(row, used)
        row["aliases"] = "|".join(dict.fromkeys(one for one in row["aliases"] if usable(one)))
        print(*(" ".join(row[field].split()) for field in FIELDS), sep="\t")


def usable(alias: str) -> bool:
    """Not 'The Base': one common word under an article is no name."""
    return len(alias) < 70 and not re.fullmatch(r"\??[Tt]he \w+", alias)


def identifier(row: dict, used: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(row["name"])).strip("-")
    plain = plain if plain not in used else f"{plain}-{row['country'].lower() or len(used)}"
    used.add(plain)
    return plain


if __name__ == "__main__":
    main(Path(sys.argv[1]))
