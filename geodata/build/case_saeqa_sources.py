"""Where the statements of the Saeqa case can be read.

No source is graded by us: the one grade here is that of the format's own example.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Outlet:
    """One address at which a statement can be read."""

    id: str
    publisher: str
    title: str
    url: str | None
    published: str | None = None
    """EDTF; from the address, where it carries a date."""
    locator: str | None = None
    """What is known of the address, where ``url`` is only the site it is on or was completed by a known pattern."""
    reliability: str | None = None
    remarks: str | None = None


def _reuters(code: str, published: str) -> Outlet:
    """Return a Reuters report by the code in its address."""
    return Outlet(
        f"REUTERS-{code}",
        "Reuters",
        f"Report by Reuters, document id{code}",
        f"https://www.reuters.com/article/id{code}",
        published,
        f"reuters.com id{code}; completed by the pattern of Reuters article addresses",
    )


OUTLETS: Final = (
    Outlet(
        "TRT-2015-12-08",
        "TRT World",
        "Russia 'concerned' by US-led air strikes on Syrian regime",
        None,
        "2015-12-08",
        "TRT World and agencies, 8 December 2015; the address is not recorded",
        "C",
        "The grade is that of the file format's own example; no other source is graded.",
    ),
    Outlet(
        "MASRESS-MOHEET-2356630",
        "Masress (Moheet)",
        "Report by Moheet, carried by Masress, document 2356630",
        "https://masress.com/moheet/2356630",
    ),
    Outlet(
        "MASRESS-TAHRIRNEWS-3349670",
        "Masress (Tahrir News)",
        "Report by Tahrir News, carried by Masress, document 3349670",
        "https://masress.com/tahrirnews/3349670",
    ),
    Outlet(
        "ALARABY-CAMP",
        "Al-Araby Al-Jadeed",
        "Report by Al-Araby Al-Jadeed on the strike on the camp",
        "https://www.alaraby.co.uk/",
        None,
        "alaraby.co.uk; only the site is recorded",
    ),
    Outlet(
        "DW-18898678",
        "Deutsche Welle",
        "Report by Deutsche Welle, document a-18898678",
        "https://www.dw.com/",
        None,
        "dw.com a-18898678; only the site and the document number are recorded",
    ),
    Outlet(
        "OISE-MEDIA",
        "Oise Media",
        "Report carried by Oise Media",
        "https://oise-media.fr/",
        None,
        "oise-media.fr; only the site is recorded",
    ),
    Outlet(
        "NOTICIABRASIL-20151210",
        "Noticia Brasil",
        "Report by Noticia Brasil, 10 December 2015",
        "https://noticiabrasil.net.br/",
        "2015-12-10",
        "noticiabrasil.net.br/20151210; the end of the address is not recorded",
    ),
    Outlet(
        "SPUTNIK-IRAN-1002372",
        "Sputnik Iran",
        "Report by Sputnik Iran, document 1002372",
        "https://ir.sputniknews.com/20151207/1002372",
        "2015-12-07",
    ),
    Outlet(
        "ALMASDAR-AYASH",
        "Al-Masdar",
        "Report by Al-Masdar on an attack on the Ayash base",
        "https://www.almasdarnews.com/",
        None,
        "almasdarnews.com, reports-isis-attacks-ayash-base; the rest of the address is not recorded",
    ),
    Outlet(
        "SYRIAN-PRESS-CENTER",
        "Syrian Press Center",
        "Report by Syrian Press Center",
        "https://syrianpc.com/",
        None,
        "syrianpc.com; only the site is recorded",
    ),
    Outlet(
        "DEIREZZOR24",
        "Deirezzor24",
        "Report by Deirezzor24",
        "https://deirezzor24.net/",
        None,
        "deirezzor24.net; only the site is recorded",
    ),
    _reuters("USKBN0TQ1BY20151207", "2015-12-07"),
    _reuters("USKBN0TQ1DC20151207", "2015-12-07"),
    _reuters("USKBN0TQ22720151207", "2015-12-07"),
    _reuters("USKBN0TR1LV20151208", "2015-12-08"),
    Outlet(
        "HURRIYET-92163",
        "Hürriyet Daily News",
        "Report by Hürriyet Daily News, document 92163",
        "https://www.hurriyetdailynews.com/",
        None,
        "hurriyetdailynews.com 92163; only the site and the document number are recorded",
    ),
    Outlet(
        "THE-NEW-DAILY",
        "The New Daily",
        "Report by The New Daily",
        "https://thenewdaily.com.au/",
        None,
        "thenewdaily.com.au; only the site is recorded",
    ),
    Outlet(
        "GLOBALSECURITY-151208-DOD02",
        "GlobalSecurity.org",
        "Document mil-151208-dod02, at GlobalSecurity.org",
        "https://www.globalsecurity.org/military/library/news/2015/12/mil-151208-dod02.htm",
        "2015-12-08",
        "globalsecurity.org mil-151208-dod02; completed by the pattern of that library's addresses",
    ),
    Outlet(
        "ELAPH-1060630",
        "Elaph",
        "Report by Elaph, document 1060630",
        "https://elaph.com/",
        None,
        "elaph.com 1060630; only the site and the document number are recorded",
    ),
    Outlet(
        "BREITBART-2015-12-08",
        "Breitbart",
        "Report carried by Breitbart, 8 December 2015, quoting AP",
        "https://www.breitbart.com/",
        "2015-12-08",
        "breitbart.com 2015/12/08, quoting AP; the rest of the address is not recorded",
    ),
    Outlet(
        "TASS-842530",
        "TASS",
        "Report by TASS, document 842530",
        "https://tass.com/",
        None,
        "tass.com 842530; only the site and the document number are recorded",
    ),
    Outlet(
        "INTERFAX-483959",
        "Interfax",
        "Report by Interfax, document 483959",
        "https://www.interfax.ru/",
        None,
        "interfax.ru 483959; only the site and the document number are recorded",
    ),
    Outlet(
        "GAZETA-7989287",
        "Gazeta.ru",
        "Report by Gazeta.ru, document 7989287",
        "https://www.gazeta.ru/",
        None,
        "gazeta.ru 7989287; only the site and the document number are recorded",
    ),
    Outlet(
        "SPUTNIK-JAPAN-1289222",
        "Sputnik Japan",
        "Report by Sputnik Japan, document 1289222",
        "https://sputniknews.jp/20151208/1289222",
        "2015-12-08",
    ),
    Outlet(
        "CORREIO-BRAZILIENSE",
        "Correio Braziliense",
        "Report by Correio Braziliense",
        "https://www.correiobraziliense.com.br/",
        None,
        "correiobraziliense.com.br; only the site is recorded",
    ),
    Outlet(
        "NEWSRU-2015-12-08",
        "NEWSru.com",
        "Report by NEWSru.com, 8 December 2015, page sohr.html",
        "https://classic.newsru.com/world/08dec2015/sohr.html",
        "2015-12-08",
    ),
    Outlet(
        "ALSOURIA",
        "Alsouria",
        "Report by Alsouria",
        "https://www.alsouria.net/",
        None,
        "alsouria.net; only the site is recorded",
    ),
    Outlet(
        "ARABI21-877319",
        "Arabi21",
        "Report by Arabi21, document 877319",
        "https://arabi21.net/",
        None,
        "arabi21.net 877319; only the site and the document number are recorded",
    ),
    Outlet(
        "AKHBARALAAN",
        "Akhbar Alaan",
        "Report by Akhbar Alaan",
        "https://www.akhbaralaan.net/",
        None,
        "akhbaralaan.net; only the site is recorded",
    ),
    Outlet(
        "ALARABY-2015-12-07",
        "Al-Araby Al-Jadeed",
        "Report by Al-Araby Al-Jadeed, politics section, 7 December 2015",
        "https://www.alaraby.co.uk/",
        "2015-12-07",
        "alaraby.co.uk/politics/2015/12/7; the end of the address is not recorded",
    ),
    Outlet(
        "ALJAZEERA-NET",
        "Al Jazeera",
        "Report by Al Jazeera (Arabic)",
        "https://www.aljazeera.net/",
        None,
        "aljazeera.net; only the site is recorded",
    ),
    Outlet(
        "SYRIAN-MIRROR-2016-10-16",
        "Syrian Mirror",
        "Report by Syrian Mirror, dated 16 October 2016 in its address",
        "https://syrian-mirror.net/",
        "2016-10-16?",
        "syrian-mirror.net/2016/10/16; the end of the address is not recorded",
    ),
    Outlet(
        "MCCLATCHY-48523710",
        "McClatchy",
        "Report by McClatchy, article48523710",
        "https://www.mcclatchydc.com/",
        None,
        "mcclatchydc.com article48523710; only the site and the article number are recorded",
    ),
    Outlet(
        "AIRWARS-CS154",
        "Airwars",
        "Airwars assessment CS154, 7 December 2015",
        "https://airwars.org/civilian-casualties/cs154-december-7-2015/",
        None,
        "airwars.org cs154-december-7-2015; completed by the pattern of Airwars' addresses",
    ),
    Outlet(
        "KURDWATCH-E3695",
        "KurdWatch",
        "KurdWatch report e3695",
        "https://kurdwatch.ezks.org/",
        None,
        "kurdwatch.ezks.org e3695; only the site and the report number are recorded",
    ),
)


def source_record(outlet: Outlet) -> dict[str, Any]:
    """Return an outlet as a source of the case file."""
    record = {
        "id": outlet.id,
        "title": outlet.title,
        "publisher": outlet.publisher,
        "published": outlet.published,
        "url": outlet.url,
        "archived_url": None,
        "sha256": None,
        "reliability": outlet.reliability,
    }
    extra = {"locator": outlet.locator, "remarks": outlet.remarks}
    return record | {member: value for member, value in extra.items() if value is not None}
