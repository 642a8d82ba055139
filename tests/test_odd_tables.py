"""Tables as people and programs leave them: every cell comes in as it was meant, or is pointed out (a script by hand).

Each has what its rows mean, by their numbers: a value, ``TOLD`` where no value may come in and something must be said
of the row, ``GONE`` for a row that is no record, which must be said too. No other row may be lost.
"""

# ruff: noqa: E501, ISC004, RUF001 - long texts, and signs of several scripts

from __future__ import annotations

import io
import zipfile
from itertools import chain

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from geodata.casefile import validate
from geodata.importing.how_to_read import HowToRead
from geodata.importing.import_result import ImportOptions
from geodata.importing.import_rows import import_rows
from geodata.importing.limits import TableError
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.parsing.languages import languages
from tests.benchmarks.fieldfiles import FOLDER as FIELD

#: No value, and a problem, a question or a note that says so.
TOLD = "told"
#: No record, and a problem that says why.
GONE = "gone"


def bring(name, data, **answers):
    """Import a file as the command and the page do, with the answers to who and what."""
    table = read_table(data.encode() if isinstance(data, str) else data, name)
    mapping = suggest_mapping(table).mapping
    given = {"actor": "Somebody", "event": "Something", **answers} if mapping.record == "claim" else answers
    return import_rows(table, mapping, options=ImportOptions(given))


def book(*rows, merged=()):
    """Return a workbook of one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def said_of(imported):
    """Return what came in, by row: position, time, people, radius, place."""
    features = {feature["id"]: feature for feature in imported.document["features"]}
    found = {}
    for row, record in imported.records.items():
        feature = features[record]
        said = feature["properties"]
        site = features.get(said.get("site"), feature)
        shape = feature["geometry"] or site["geometry"]
        found[row] = {
            "at": shape and tuple(round(degrees, 3) for degrees in shape["coordinates"][::-1]),
            "when": said.get("event_time"),
            "killed": people(said.get("killed")),
            "wounded": people(said.get("wounded")),
            "place": site["properties"].get("name"),
            "radius": site["properties"].get("coordinateUncertaintyInMeters"),
            "author": said.get("about_actor"),
            "kept": {name: text for name, text in said.items() if name.startswith("imported:")},
        }
    return found


def people(count):
    """Return a number of people as a pair."""
    return count and (count["min"], count["max"])


TABLES = [
    (
        "counts in English", "a.csv",
        "summary,killed\nA,3-5\nB,dozens\nC,12 people\nD,3 or 4\nE,5 wounded\nF,5?\nG,50%\nH,-99\nI,03-May\nJ,TRUE\n",
        {2: (3, 5), 3: TOLD, 4: (12, 12), 5: (3, 4), 6: TOLD, 7: TOLD, 8: TOLD, 9: TOLD, 10: TOLD, 11: TOLD},
        "killed",
    ),
    (
        "counts in French", "a.csv",
        "résumé,tués\nA,une dizaine\nB,plus de 20\nC,entre 3 et 5\nD,jusqu'à 3\nE,au moins 5 personnes\n",
        {2: TOLD, 3: (21, None), 4: (3, 5), 5: (0, 3), 6: (5, None)}, "killed",
    ),
    (
        "counts in Turkish", "a.csv", "özet,ölü\nA,en az 13\nB,20'den fazla\nC,3 ila 5\n",
        {2: (13, None), 3: (21, None), 4: (3, 5)}, "killed",
    ),
    (
        "counts in Ukrainian", "a.csv", "опис,загинуло\nA,щонайменше 5\nB,понад 5\nC,десятки\nD,від 3 до 5 осіб\n",
        {2: (5, None), 3: (6, None), 4: TOLD, 5: (3, 5)}, "killed",
    ),
    (
        "counts in German", "a.csv", "Beschreibung,Tote\nA,mindestens 5\nB,über 10\nC,bis zu 10\nD,Dutzende\nE,1.200\n",
        {2: (5, None), 3: (11, None), 4: (0, 10), 5: TOLD, 6: TOLD}, "killed",
    ),
    (
        "counts in Arabic", "a.csv", "الوصف,القتلى\nA,لا يقل عن ٥\nB,عشرات\nC,من ٣ إلى ٥ أشخاص\n",
        {2: (5, None), 3: TOLD, 4: (3, 5)}, "killed",
    ),
    (
        "radii in words", "a.csv",
        "name,lat,lon,accuracy\nA,35.4215,40.0551,5\nB,35.5215,40.1551,low\nC,35.6215,40.2551,1 km\n",
        {2: 5, 3: TOLD, 4: 1000}, "radius",
    ),
    (
        "angles in six columns", "a.csv",
        "name,Lat_D,Lat_M,Lat_S,Lat_NS,Lon_D,Lon_M,Lon_S,Lon_EW\nA,35,25,17.4,N,40,3,18.4,W\nB,35,31,0,S,40,9,0,E\n",
        {2: (35.422, -40.055), 3: (-35.517, 40.15)}, "at",
    ),
    (
        "angles in columns by signs", "a.csv", "summary,Lat°,Lat',Lon°,Lon'\nA,35,25.29,40,3.306\nB,35,31,40,9\n",
        {2: (35.422, 40.055), 3: (35.517, 40.15)}, "at",
    ),
    (
        "angles in columns in words", "a.csv",
        "summary,latdeg,latmin,latsec,londeg,lonmin,lonsec\nA,35,25,17.4,-40,3,18.4\nB,35,75,0,40,9,0\n",
        {2: (35.422, -40.055), 3: GONE}, "at",
    ),
    (
        "days in three columns", "a.csv",
        "summary,killed,year,month,day\nA,1,2015,12,6\nB,1,2015,Dec,7\nC,1,2015,12,\n",
        {2: "2015-12-06", 3: "2015-12-07", 4: "2015-12"}, "when",
    ),
    (
        "a year that is not that of the date", "a.csv",
        "summary,date,year\nA,2015-12-06,2016\nB,2015-12-07,2015\nC,12 May 2014,2014\nD,2015-12-31/2016-01-01,2016\n",
        {2: TOLD, 3: "2015-12-07", 4: "2014-05-12", 5: "2015-12-31/2016-01-01"}, "when",
    ),
    (
        "a year of something else", "a.csv", "summary,date,year\nA,2015-12-06,2021\nB,2015-12-07,2021\n",
        {2: "2015-12-06", 3: "2015-12-07"}, "when",
    ),
    (
        "zones by place", "a.csv",
        "summary,date,time,timezone\nA,2022-03-06,19:40,Europe/Kiev\nB,2022-07-07,08:10,Europe/Kiev\n"
        "C,2022-10-30,03:30,Europe/Kiev\nD,2022-07-07,08:10,Asia/Baghdad\nE,2022-07-07,,Asia/Baghdad\n",
        {2: "2022-03-06T19:40+02:00", 3: "2022-07-07T08:10+03:00", 4: "2022-10-30T03:30",
         5: "2022-07-07T08:10+03:00", 6: "2022-07-07"}, "when",
    ),
    (
        "zones by letters", "a.csv",
        "summary,datetime,tz\nA,2022-03-06 19:40,EET\nB,2022-07-07 08:10,EEST\nC,2022-07-07 08:10,EST\n"
        "D,2022-07-07 08:10,UTC\nE,2022-07-07 08:10 MSK,\n",
        {2: "2022-03-06T19:40+02:00", 3: "2022-07-07T08:10+03:00", 4: "2022-07-07T08:10", 5: "2022-07-07T08:10Z",
         6: "2022-07-07T08:10+03:00"}, "when",
    ),
    (
        "signs that nobody sees", "a.csv",
        "summary,lat,lon,killed\nA,35.4215\u200b,\ufeff40.0551,4\u200f\nB,\u202a35.4215\u202c,40.0551,\u200e4\n",
        {2: (4, 4), 3: (4, 4)}, "killed",
    ),
    (
        "formulas that failed", "a.csv",
        "summary,place,lat,lon,killed\nA,#REF!,35.4215,40.0551,1\nB,Ayyash,35.4215,40.0551,#WERT!\nC,Ayyash,,,#N/A\n",
        {2: (1, 1), 3: TOLD, 4: None}, "killed",
    ),
    (
        "sums in any column", "a.csv",
        "date,place,lat,lon,killed\n2015-12-06,A,35.4215,40.0551,3\n2015-12-07,B,35.5215,40.1551,4\n,TOTAL KILLED,,,7\n"
        ',,,Gesamtsumme,7\nTotal général,,,,7\nMoyenne,,,,"3,5"\n,,,,7\n2015-12-08,Total refinery,35.6,40.2,3\n',
        {2: (3, 3), 3: (4, 4), 4: GONE, 5: GONE, 6: GONE, 7: GONE, 8: GONE, 9: (3, 3)}, "killed",
    ),
    (
        "notes and months between rows", "a.csv",
        "place,date,lat,lon,killed\nJanuary,,,,\nA,2016-01-06,35.4215,40.0551,3\nB,2016-01-07,35.4215,40.0551,3\n\n"
        "Source:,SOHR,,,\n* preliminary,,,,\n",
        {2: GONE, 3: (3, 3), 4: (3, 3), 6: GONE, 7: GONE}, "killed",
    ),
    (
        "headings once more", "a.csv",
        "date,place,lat,lon,killed\n2015-12-06,A,35.4215,40.0551,3\nDate,Place,Lat,Lon,Killed\n2015-12-07,B,35.5,40.1,4\n",
        {2: (3, 3), 3: GONE, 4: (4, 4)}, "killed",
    ),
    (
        "a second table below", "a.csv",
        "date,place,lat,lon,killed\n2015-12-06,A,35.4215,40.0551,3\n\ndate,place,lat,lon,wounded\n2016-01-01,Y,36.4,41,5\n",
        {2: (3, 3), 4: GONE, 5: GONE}, "killed",
    ),
    (
        "a second table beside", "a.xlsx",
        book(["date", "place", "lat", "lon", None, "date", "place", "lat", "lon"],
             ["2015-12-06", "A", 35.4215, 40.0551, None, "2016-01-01", "Z", 36.4, 41.1]), {2: (35.422, 40.055)}, "at",
    ),
    (
        "headings in two rows", "a.xlsx",
        book(["date", "place", "Coordinates", None, "Casualties", None],
             [None, None, "lat", "lon", "killed", "wounded"], ["2015-12-06", "A", 35.4215, 40.0551, 3, 1],
             merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1")), {3: "A"}, "place",
    ),
    (
        "groups of headings", "a.xlsx",
        book(["date", "place", "Civilians", None, "Militants", None],
             [None, None, "killed", "wounded", "killed", "wounded"], ["2015-12-06", "A", 3, 1, 7, 2],
             merged=("C1:D1", "E1:F1")), {3: None}, "killed",
    ),
    (
        "longitude first by heading", "a.csv",
        'summary,lonlat\nA,"40.0551, 35.4215"\nB,"[40.1551, 35.5215]"\n', {2: (35.422, 40.055), 3: (35.522, 40.155)}, "at",
    ),
    (
        "longitude first in a remark", "a.csv", 'summary,"location (lon, lat)"\nA,"40.0551, 35.4215"\n',
        {2: (35.422, 40.055)}, "at",
    ),
    (
        "positions under location", "a.csv", 'summary,location\nA,"35.4215, 40.0551"\nB,"35.5215, 40.1551"\n',
        {2: (35.422, 40.055), 3: (35.522, 40.155)}, "at",
    ),
    (
        "points of databases", "a.csv",
        'summary,the_geom\nA,POINT (40.0551 35.4215)\nB,"{""type"":""Point"",""coordinates"":[40.1551,35.5215]}"\nC,POINT EMPTY\n',
        {2: (35.422, 40.055), 3: (35.522, 40.155), 4: TOLD}, "at",
    ),
    (
        "what programs write for no position", "a.csv",
        "summary,lat,lon\nA,-999,-999\nB,99999,99999\nC,Not found,Not found\nD,35.4215,40.0551\nE,#VALUE!,#VALUE!\n",
        {2: TOLD, 3: TOLD, 4: TOLD, 5: (35.422, 40.055), 6: TOLD}, "at",
    ),
    (
        "years under date", "a.csv", "summary,date\nA,2015\nB,1940\n", {2: "2015", 3: "1940"}, "when",
    ),
    (
        "hemispheres in headings", "a.csv", "name,Latitude S,Longitude (W)\nA,4.4215,74.0551\nB,4.5215,74.1551\n",
        {2: (-4.421, -74.055), 3: (-4.521, -74.155)}, "at",
    ),
    (
        "hemispheres in headings and signs", "a.csv", "name,Latitude,Longitude W\nA,4.4215,-74.0551\nB,4.5215,-74.1551\n",
        {2: (4.421, -74.055), 3: (4.521, -74.155)}, "at",
    ),
    (
        "sides of a box", "a.csv", "name,xmin,ymin,xmax,ymax\nA,40.0551,35.4215,41.2,36.2\nB,40.1,35.5,41.3,36.3\n",
        {2: None, 3: None}, "at",
    ),
    (
        "angles in radians", "a.csv", "name,lat_rad,lon_rad\nA,0.618222,0.699093\nB,0.619222,0.69999\n",
        {2: None, 3: None}, "at",
    ),
    (
        "grades under accuracy", "a.csv", "name,lat,lon,accuracy\nA,35.4,40.1,1\nB,35.5,40.2,3\n",
        {2: 14340, 3: 14333}, "radius",
    ),
    (
        "days of updates", "a.csv", "summary,lat,lon,last_modified\nA,35.4,40.1,2015-12-08\n", {2: None}, "when",
    ),
    (
        "units and lines below headings", "a.csv",
        "place,lat,lon,killed\ntext,deg,deg,n\n---,---,---,---\nA,35.4215,40.0551,3\nB,35.4215,40.0551,4\n",
        {2: GONE, 3: GONE, 4: (3, 3), 5: (4, 4)}, "killed",
    ),
    (
        "names with a question mark", "a.csv",
        "summary,date,perpetrator\nA,2015-12-06,Russia\nB,2015-12-06,Russia?\nC,2015-12-06,Russia (?)\n",
        {2: "RUSSIA", 3: TOLD, 4: TOLD}, "author",
    ),
    (
        "alternatives, lists, denials and guesses for a name", "a.csv",
        "summary,perpetrator\nA,Russia or US\nB,\"['Russia', 'US']\"\nC,not Russia\nD,Russia / US\nE,Russia\nF,Россия или США\n"
        "G,Russia; US\nH,probably Russia\nI,unknown gunmen\nJ,Russia and Syria\nK,Bosnia and Herzegovina\nL,1/5 Brigade\nM,Russia ve Syria\n",
        {**dict.fromkeys((2, 3, 4, 5, 7, 8, 9, 10, 11, 14), TOLD), 6: "RUSSIA", 12: "BOSNIA-AND-HERZEGOVINA", 13: "1-5-BRIGADE"}, "author",
    ),
    (
        "joint authors of whom one is not clear", "a.csv",
        "summary,joint authors\nA,Russia; Syria\nB,Russia; not Syria\nC,Russia; US or UK\nD,Russia;\n",
        {2: ["RUSSIA", "SYRIA"], 3: TOLD, 4: TOLD, 5: "RUSSIA"}, "author",
    ),
    (
        "merged cells", "a.xlsx",
        book(["date", "place", "lat", "lon", "killed"], ["2015-12-06", "A", 35.4215, 40.0551, 3], [None, None, None, None, 4],
             ["2015-12-07", "B", 35.5215, 40.1551, 5], merged=("A2:A3", "B2:B3", "C2:C3", "D2:D3")),
        {2: "2015-12-06", 3: "2015-12-06", 4: "2015-12-07"}, "when",
    ),
    (
        "merged cells of a position", "a.xlsx",
        book(["place", "lat", "lon", "killed"], ["A", 35.4215, 40.0551, 3], [None, None, None, 4], [None, None, None, 5],
             merged=("A2:A4", "B2:B4", "C2:C4")),
        {2: (35.422, 40.055), 3: (35.422, 40.055), 4: (35.422, 40.055)}, "at",
    ),
    (
        "cells merged across columns", "a.xlsx",
        book(["place", "killed", "wounded"], ["A", 12, None], ["B", 3, 4], merged=("B2:C2",)), {2: None, 3: (4, 4)}, "wounded",
    ),
    (
        "addresses of maps for a place", "a.csv",
        'summary,location\nA,https://www.google.com/maps/place/35.4215%2C40.0551\nB,"https://www.google.com/maps/@35.5215,40.1551,12z"\n',
        {2: (35.422, 40.055), 3: (35.522, 40.155)}, "at",
    ),
    (
        "addresses of maps for links", "a.csv",
        "summary,link\nA,https://www.openstreetmap.org/?mlat=35.4215&mlon=40.0551\n", {2: (35.422, 40.055)}, "at",
    ),
    (
        "positions among names of places", "a.csv",
        'summary,place\nA,Alpha\nB,"35.4215, 40.0551"\nC,https://maps.apple.com/?ll=35.4215%2C40.0551\nD,https://maps.app.goo.gl/x\n',
        {2: None, 3: (35.422, 40.055), 4: (35.422, 40.055), 5: TOLD}, "at",
    ),
    (
        "half of the coordinates", "a.csv",
        "summary,place,lat,lon,killed\nA,Alpha,35.4215,,3\nB,,,40.0551,4\nC,Gamma,35.4215,40.0551,5\n",
        {2: (3, 3), 3: (4, 4), 4: (5, 5)}, "killed",
    ),
    (
        "half of the coordinates gives no position", "a.csv",
        "summary,place,lat,lon\nA,Alpha,35.4215,\nB,,,40.0551\nC,Gamma,35.4215,40.0551\n", {2: TOLD, 3: TOLD, 4: (35.422, 40.055)}, "at",
    ),
    (
        "a grid without a zone", "a.csv",
        "summary,killed,zone,easting,northing\nA,1,37S,595897,3917471\nB,2,,595897,3917471\n", {2: (1, 1), 3: (2, 2)}, "killed",
    ),
    (
        "people in members of members", "a.json",
        b'[{"description": "A", "casualties": {"killed": 3}}, {"description": "B", "casualties": {"killed": 4}}]',
        {1: (3, 3), 2: (4, 4)}, "killed",
    ),
    (
        "people in members of a feature", "a.geojson",
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.0551, 35.4215]},'
        b'"properties": {"description": "A", "casualties": {"killed": 3}}}]}',
        {1: (3, 3)}, "killed",
    ),
    (
        "people by how many they are", "a.csv", "summary,number of people killed\nA,3\n", {2: (3, 3)}, "killed",
    ),
    (
        "records in an object each", "a.json",
        b'[{"id": "r1", "fields": {"description": "A", "date": "2015-12-06"}}, {"id": "r2", "fields": {"description": "B"}}]',
        {1: "2015-12-06", 2: None}, "when",
    ),
    (
        "hours alone", "a.csv", "date,heure,summary\n2015-12-06,19h,A\n2015-12-06,7h05,B\n2015-12-06,19 Uhr,C\n",
        {2: "2015-12-06T19:00~", 3: "2015-12-06T07:05", 4: "2015-12-06T19:00~"}, "when",
    ),
    (
        "parts of the day", "a.csv",
        "Дата,Час,Опис\n2022-12-06,ранок,А\n2022-12-07,ніч,Б\n2022-12-08,19:40,В\n",
        {2: "2022-12-06", 3: "2022-12-06/2022-12-08", 4: "2022-12-08T19:40"}, "when",
    ),
    (
        "parts of the day beside a date", "a.csv",
        'date,summary\n"6 December 2022, morning",A\nвранці 7 грудня 2022,B\nnight of 8 December 2022,C\n'
        "6 December 2022 7:40 in the evening,D\nNoon of 6 December 2022,E\n",
        {2: "2022-12-06", 3: "2022-12-07", 4: "2022-12-07/2022-12-09", 5: TOLD, 6: "2022-12-06"}, "when",
    ),
    (
        "headings that say how days are written", "a.csv",
        "summary,Date (dd/mm/yyyy)\nA,05/12/2015\nB,06/12/2015\n", {2: "2015-12-05", 3: "2015-12-06"}, "when",
    ),
    (
        "headings in letters of other languages", "a.csv",
        "Beschreibung,Datum (TT.MM.JJJJ)\nA,05.12.2015\n", {2: "2015-12-05"}, "when",
    ),
    (
        "headings that say the month first", "a.csv", "summary,Date MM/DD/YY\nA,05/12/2015\n", {2: "2015-05-12"}, "when",
    ),
    (
        "a heading that its cells contradict", "a.csv", "summary,Date (mm/dd/yyyy)\nA,05/12/2015\nB,13/12/2015\n",
        {2: "2015-12-05", 3: "2015-12-13"}, "when",
    ),
    (
        "times whose heading has a remark", "a.csv", "summary,Date (local),Time (GMT+3)\nA,2015-12-06,19:40\n",
        {2: "2015-12-06T19:40+03:00"}, "when",
    ),
    (
        "times as other languages write them", "a.csv",
        'Опис,Дата\nA,13.12.2015 о 19:40\nB,6 грудня 2015 об 11:20\nC,6 декабря 2015 19:40 мск\nD,"6 déc. 2015 à 19 h 40"\n'
        "E,6 Aralık 2015 saat 19:40\nF,2015-12-06 الساعة 19:40\n",
        {2: "2015-12-13T19:40", 3: "2015-12-06T11:20", 4: "2015-12-06T19:40+03:00", 5: "2015-12-06T19:40",
         6: "2015-12-06T19:40", 7: "2015-12-06T19:40"}, "when",
    ),
    (
        "months by two names", "a.csv",
        "الوصف,التاريخ\nA,7 كانون الأول/ديسمبر 2015\nB,تشرين الثاني/نوفمبر 2015\nC,7 كانون الأول/نوفمبر 2015\n",
        {2: "2015-12-07", 3: "2015-11", 4: TOLD}, "when",
    ),
    (
        "from day to day", "a.csv",
        "summary,date\nA,13/12/2015-15/12/2015\nB,6 & 7 December 2015\nC,between 6 and 8 December 2015\n",
        {2: "2015-12-13/2015-12-15", 3: "2015-12-06/2015-12-07", 4: "2015-12-06/2015-12-08"}, "when",
    ),
    (
        "times of pictures", "a.csv", "summary,DateTimeOriginal\nA,2015:12:06 19:40:00\nB,2015:12:06 20:00:00+03:00\n",
        {2: "2015-12-06T19:40:00", 3: "2015-12-06T20:00:00+03:00"}, "when",
    ),
    (
        "people by words cut short", "a.csv", "опис,К-сть загиблих\nA,не менше 5\nB,mind. 12\nC,rd. 5\nD,as many as 12\n",
        {2: (5, None), 3: (12, None), 4: (5, 5), 5: (0, 12)}, "killed",
    ),
    (
        "headings in three rows", "a.xlsx",
        book(["Log", None, None, None, None], ["Date", "Place", "Coordinates", None, "Killed"],
             [None, None, "Lat", "Lon", None], ["2015-12-06", "A", 35.4215, 40.0551, 3], merged=("A1:E1", "C2:D2")),
        {4: (35.422, 40.055)}, "at",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "file", "data", "meant", "field"), TABLES, ids=[table[0] for table in TABLES])
def test_a_table_says_what_was_meant(_name, file, data, meant, field):
    """Or points out what it does not."""
    imported = bring(file, data)
    said = said_of(imported)
    pointed_out = {problem.row for problem in imported.problems}
    asked = {row for question in imported.questions for row in question.rows}

    assert {row: None if row not in said else said[row][field] for row in meant} == {
        row: None if value in (TOLD, GONE) else value for row, value in meant.items()
    }
    assert {row for row, value in meant.items() if value in (TOLD, GONE)} <= pointed_out | asked
    assert {row for row, value in meant.items() if value != GONE} == meant.keys() & said.keys()
    assert [one for one in validate.check_case(imported.document) if one.severity == "error"] == []


def test_words_that_could_not_be_read_are_kept():
    """Nothing of a cell is lost with its value."""
    assert said_of(bring("a.csv", "summary,killed\nA,dozens\n"))[2]["kept"]["imported:killed"] == "dozens"


def test_zones_that_mean_several_are_named():
    """Their times stay without one."""
    notes = bring("a.csv", "summary,datetime,tz\nA,2022-07-07 08:10,EST\nB,2022-07-07 08:10,UTC\n").notes

    assert any(note.startswith("Column tz: times beside 'EST' have no zone") for note in notes)


@pytest.mark.parametrize(("date", "words"), [("2105-12-06", "yet to come"), ("0215-12-06", "very long past")])
def test_a_day_that_cannot_be_is_taken_and_pointed_out(date, words):
    """It may be meant."""
    imported = bring("a.csv", f"summary,date\nA,{date}\nB,2015-12-06\n")

    assert said_of(imported)[2]["when"] == date
    assert [(problem.row, words in problem.message) for problem in imported.problems] == [(2, True)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("summary,geohash\nA,sy4qyz3u\n", "positions as geohash"),
        ("name,lat_min,lon_min,lat_max,lon_max\nA,35.4,40.1,35.5,40.2\n", "are sides of a box"),
        (
            "summary,date,time\nA,2015-12-06,19:40\nB,2015-12-06,soon\nC,2015-12-06,then\n",
            "times of day are not added",
        ),
        ("summary,date,time\nA,2015-12-06,evening\n", "'evening' say a part of a day"),
        ("summary,lat,lon,precision\nA,35.396,40.056,city\n", "though its heading means how far the point may be off"),
        ("summary,link\nA,https://maps.app.goo.gl/x\nB,https://example.org/b\n", "leads to a map in 1 row (2)"),
        ("summary,location\nA,https://maps.app.goo.gl/x\n", "addresses of a map without a point"),
        ("name,lat,lon,accuracy\nA,35.4,40.1,1\nB,35.5,40.2,3\n", "may be grades"),
        ("summary,w3w\nA,///filled.count.soap\n", "positions as what3words"),
        ('summary,shape\nA,"POLYGON ((40 35, 41 35, 41 36, 40 35))"\n', "positions as WKT"),
        (
            "summary,place,distance\nA,Ayyash,near\n",
            "Column distance is kept as it is, though its heading means a distance",
        ),
    ],
)
def test_columns_that_seem_to_say_what_no_other_does_are_named(data, words):
    """Kept, and not in silence."""
    assert any(words in note for note in bring("a.csv", data).notes)


def test_merged_cells_are_told():
    """A sum that is meant once would else be taken for each."""
    rows = ["place", "killed"], ["A", 12], ["B", None], ["C", 3]
    [note] = (note for note in bring("a.xlsx", book(*rows, merged=("B2:B3",))).notes if note.startswith("Merged"))

    assert "rows 2 to 3 of killed" in note


@pytest.mark.parametrize(
    ("row", "event_time", "words"),
    [
        ('"evening, 6 December 2015",,35.396,40.056', "2015-12-06T16:06+02:00/2015-12-06T23:59+02:00", "evening"),
        ("2015-12-06,увечері,35.396,40.056", "2015-12-06T16:06+02:00/2015-12-06T23:59+02:00", "увечері"),
        ("night of 6-7 December 2015,,35.396,40.056", "2015-12-06T16:06+02:00/2015-12-07T06:15+02:00", "night"),
        ("2015-12-06,night,35.396,40.056",
         "[2015-12-05T16:06+02:00..2015-12-06T06:14+02:00,2015-12-06T16:06+02:00..2015-12-07T06:15+02:00]", "night"),
        ("2015-12-06,evening,,", "2015-12-06", "evening"),
        ("2015-12-06,night,,", "2015-12-05/2015-12-07", "night"),
        ("2015-12-06,late evening,35.396,40.056", "2015-12-06", "late evening"),
        ("2015-12,evening,35.396,40.056", "2015-12", "evening"),
    ],
)  # fmt: skip
def test_a_word_of_daylight_is_read_by_the_sun_of_the_row(row, event_time, words):
    """Where the row has a position; else it is kept beside the day, as is what nobody can read."""
    imported = bring("a.csv", f"date,time,lat,lon,summary\n{row},A\n")
    [said] = (one["properties"] for one in imported.document["features"] if one["properties"]["record"] == "claim")
    assert (said["event_time"], said["event_time_words"]) == (event_time, words)
    assert any("hours by the sun" in note for note in imported.notes)
    assert not imported.problems


def test_where_the_sun_does_not_set_the_day_is_kept_and_it_is_told():
    """At midsummer in Longyearbyen."""
    imported = bring("a.csv", "date,time,lat,lon,summary\n2020-06-21,evening,78.2167,15.6333,A\n")
    [said] = (one["properties"] for one in imported.document["features"] if one["properties"]["record"] == "claim")
    assert (said["event_time"], said["event_time_words"]) == ("2020-06-21", "evening")
    [problem] = imported.problems
    assert (problem.rule, problem.is_in) == ("import.daylight", True)
    assert "does not rise and set there" in problem.message


def test_our_own_table_with_words_comes_back_as_it_was():
    """A day beside words is what its maker wrote: it is not read anew."""
    imported = bring("a.csv", "event_time,event_time_words,lat,lon,summary\n2015-12-06,evening,35.396,40.056,A\n")
    [said] = (one["properties"] for one in imported.document["features"] if one["properties"]["record"] == "claim")
    assert (said["event_time"], said["event_time_words"]) == ("2015-12-06", "evening")


@pytest.mark.parametrize("code", ["en", "uk", "ru", "fr", "es", "de", "ar", "fa", "he", "tr"])
def test_the_words_of_a_part_of_the_day_are_kept_as_spoken(code):
    """In each language, beside the day."""
    words = languages()[code]["words"]
    parts = [*words["part_of_day"], *words["part_of_night"], *chain(*words["daylight"].values())]
    claims = [
        feature["properties"]
        for part in parts
        for feature in bring("a.csv", f"date,time,summary\n2015-12-06,{part},A\n").document["features"]
    ]

    assert {claim["event_time"] for claim in claims} == {"2015-12-06", "2015-12-05/2015-12-07"}
    assert [claim["event_time_words"] for claim in claims] == parts


@pytest.mark.parametrize(
    ("answer", "authors"),
    [("jointly", ["RUSSIA", "US"]), ("as-written", "RUSSIA-US"), ("none", None)],
)
def test_who_several_names_are_is_answered(answer, authors):
    """Jointly, one name, or nobody."""
    imported = bring("a.csv", "summary,perpetrator\nA,Russia; US\n", **{"names:perpetrator": answer})

    assert [claim["properties"]["about_actor"] for claim in imported.document["features"]] == [authors]
    assert imported.questions == ()


def test_who_speaks_is_asked_where_several_may():
    """Nobody is taken until then."""
    imported = bring("a.csv", "summary,actor,event\nA,Ministry or army,E\nB,Army,E\n")

    assert [question.key for question in imported.questions] == ["names:actor"]
    assert [claim["properties"]["polarity"] for claim in imported.document["features"]] == ["report", "affirm"]


@pytest.mark.parametrize(
    ("heading", "cell", "is_asked"),
    [
        ("status", "Debunked", True), ("Verification", "False", True), ("статус", "Спростовано", True),
        ("note 2", "Debunked", True), ("الحالة", "كاذب", True), ("headline", "Army denies the strike", True),
        ("claim type", "Denial", True), ("access", "denied", False), ("status", "Confirmed", False), ("status", "Not debunked", False), ("armed", "False", False),
        ("verified", "No", False), ("colour", "debunked blue of the house", False),
    ],
)  # fmt: skip
def test_what_was_found_to_be_untrue_is_pointed_out(heading, cell, is_asked):
    """As words of denial in a summary are."""
    imported = bring("a.csv", f"summary,{heading}\nA strike,{cell}\nAnother,\n")

    assert [(question.key, question.rows) for question in imported.questions] == [("denials", (2,))] * is_asked


@pytest.mark.parametrize(
    "columns",
    ["origin_lat,origin_lon,target_lat,target_lon", "lat1,lon1,lat2,lon2", "x1,y1,x2,y2", "from_y,from_x,to_y,to_x"],
)
def test_which_of_two_positions_is_the_place_is_asked(columns):
    """The first is taken until then, and exactly that pair."""
    imported = bring("a.csv", f"summary,{columns}\nA,35.4215,40.0551,35.5215,40.1551\n")

    assert [question.key for question in imported.questions] == ["position"]


@pytest.mark.parametrize(
    "heading",
    ["Хто повідомляє", "Кто сообщает", "Reported by", "Qui rapporte", "Quién informa", "Wer meldet", "من أفاد",
     "چه کسی گفت", "מי מדווח", "Kim bildirdi"],
)  # fmt: skip
def test_who_reports_is_a_heading_in_each_language(heading):
    """Else nobody would be taken to say it."""
    assert ("actor", heading) in {
        (member, name) for name, member in bring("a.csv", f"summary,{heading}\nA,B\n").mapping.columns
    }


GROUPED = "date,place,summary,killed\n2015-12-06,Alpha,A,3\n,,B,4\n,,C,5\n2015-12-07,Beta,D,6\n,,E,7\n"


def test_what_a_row_leaves_out_is_asked():
    """Merged cells that were saved as text."""
    imported = bring("a.csv", GROUPED)

    assert [(question.key, question.rows) for question in imported.questions] == [("gaps", (3, 4, 6))]
    assert [one["when"] for one in said_of(imported).values()] == ["2015-12-06", None, None, "2015-12-07", None]


@pytest.mark.parametrize(("answer", "place"), [("above", "Beta"), ("none", None)])
def test_what_stands_above_holds_if_somebody_says_so(answer, place):
    """For all that was left out, and for nothing else."""
    said = said_of(bring("a.csv", GROUPED, gaps=answer))

    assert (said[6]["place"], said[6]["killed"]) == (place, (7, 7))


@pytest.mark.parametrize(
    "rows",
    [
        "2015-12-06,Alpha,A,3\n,Alpha,B,4\n2015-12-07,,C,5\n",
        ",,A,3\n2015-12-06,Alpha,B,4\n",
        "2015-12-06,Alpha,A,3\n,Beta,B,\n",
    ],
)
def test_cells_that_are_empty_by_themselves_are_no_group(rows):
    """Each is not stated."""
    assert bring("a.csv", f"date,place,summary,killed\n{rows}").questions == ()


@pytest.mark.parametrize("last", [",,,7,3", "Σ,,,7,3", "Total,,,7,3"])
def test_a_sum_below_a_table_is_no_record_and_nothing_left_out(last):
    """Whether or not it is called one; nobody is asked what stands above it."""
    imported = bring("a.csv", f"date,place,summary,killed,wounded\n2015-12-06,A,X,3,1\n2015-12-07,B,Y,4,2\n{last}\n")

    assert [(problem.row, problem.rule) for problem in imported.problems] == [(4, "import.sum")]
    assert imported.questions == ()


def test_numbers_alone_that_do_not_add_up_are_asked_about():
    """They may be of the row above."""
    imported = bring("a.csv", "date,place,summary,killed,wounded\n2015-12-06,A,X,3,1\n2015-12-07,B,Y,4,2\n,,,5,3\n")

    assert (imported.problems, [question.rows for question in imported.questions]) == ((), [(4,)])


def test_notes_below_a_table_are_not_asked_about():
    """They say nothing of where and when."""
    text = "date,place,lat,lon,killed\n2015-12-06,A,35.1,40.1,3\n2015-12-07,B,35.2,40.1,4\n\nNotes:\nof X\n"

    assert bring("a.csv", text).questions == ()


def test_a_sheet_without_text_is_said_to_be_one():
    """And not the workbook."""
    made = openpyxl.Workbook()
    made.active.append(["place", "lat", "lon"])
    made.create_sheet("Empty")
    out = io.BytesIO()
    made.save(out)

    with pytest.raises(TableError, match=r"The sheet 'Empty' has no text\. Name another one of 'Sheet'"):
        read_table(out.getvalue(), "a.xlsx", HowToRead(layer="Empty"))


def test_rows_without_any_place_are_told():
    """With what may be given for one."""
    notes = bring("a.csv", "İl,İlçe,Olay Özeti\nHatay,Antakya,A\n").notes

    assert any("no row has a place" in note and "İlçe=place" in note for note in notes)


def test_a_list_of_texts_in_json_is_its_texts():
    """Each source is one, and no title is a list."""
    data = (
        '[{"description": "A", "sources": ["One", "Two"], "urls": ["https://example.org/1", "https://example.org/2"]}]'
    )
    sources = bring("a.json", data).document["case"]["sources"]

    assert [source["title"] for source in sources if source["sha256"] is None] == ["One", "Two"]


def test_hidden_rows_are_read_and_told():
    """A filter that somebody left on is no reason to lose a row, nor to bring it in unsaid."""
    made = openpyxl.load_workbook(io.BytesIO(book(["summary", "killed"], ["A", 1], ["B", 2])))
    made.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    made.save(out)
    imported = bring("a.xlsx", out.getvalue())

    assert said_of(imported)[3]["killed"] == (2, 2)
    assert "Rows that the sheet hides, read like any other: 1." in imported.notes


def test_numbers_of_people_are_no_sides_of_a_box():
    """Least and most are said of anything."""
    notes = bring("a.csv", "summary,place,Deaths (min),Deaths (max)\nA,Alpha,3,5\n").notes

    assert not any("sides of a box" in note for note in notes)


def ods(*rows):
    """Return an OpenDocument spreadsheet; each row is its cells as XML."""
    lines = "".join(f"<t:table-row>{row}</t:table-row>" for row in rows)
    head = '<o:document-content xmlns:o="o" xmlns:t="t" xmlns:x="x"><o:body><o:spreadsheet><t:table t:name="S">'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"{head}{lines}</t:table></o:spreadsheet></o:body></o:document-content>")
    return out.getvalue()


def test_merged_cells_of_a_spreadsheet_of_opendocument():
    """What a covered cell hides is not what is shown."""
    cell, covered = (
        "<t:table-cell><x:p>{}</x:p></t:table-cell>",
        "<t:covered-table-cell><x:p>old</x:p></t:covered-table-cell>",
    )
    merged = '<t:table-cell t:number-rows-spanned="2"><x:p>Alpha</x:p></t:table-cell>'
    data = ods("".join(map(cell.format, ("place", "summary"))), merged + cell.format("A"), covered + cell.format("B"),
               "<t:table-cell/>" + cell.format("C"))  # fmt: skip

    assert {row: one["place"] for row, one in said_of(bring("a.ods", data)).items()} == {
        2: "Alpha",
        3: "Alpha",
        4: None,
    }


@pytest.mark.parametrize("merged", [("A2:A1048576",), ("A1:XFD1048576",), ("A2:A4", "A3:A5", "B2:XFD3"), ("A90:A95",)])
def test_merged_cells_of_any_size_are_read_in_no_time(merged):
    """Those that overlap, that have no rows, and that are as large as a sheet."""
    data = book(["place", "killed"], *[[f"P{n}", n] for n in range(20)])
    marks = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            is_sheet = name.endswith("sheet1.xml")
            target.writestr(
                name,
                text.replace(b"</sheetData>", f"</sheetData><mergeCells>{marks}</mergeCells>".encode())
                if is_sheet
                else text,
            )

    assert bring("a.xlsx", out.getvalue()).counts.read == 20


@pytest.mark.parametrize("heading", ["Timestamp", "Отметка времени", "Horodateur", "Zeitstempel"])
def test_when_a_form_was_sent_is_not_taken_for_when_it_happened(heading):
    """A form that asks for no day still has one."""
    data = f"{heading},summary\n3/14/2023 9:13:00,A\n3/15/2023 10:00:00,B\n"

    assert [question.key for question in bring("a.csv", data).questions] == ["event_time"]
    assert [one["when"] for one in said_of(bring("a.csv", data)).values()] == [None, None]
    taken = bring("a.csv", data, event_time=heading)
    assert [one["when"] for one in said_of(taken).values()] == ["2023-03-14T09:13:00", "2023-03-15T10:00:00"]
    assert taken.questions == ()


def test_cells_that_say_the_same_as_above_are_read_as_the_cell_above_and_told():
    """Nobody is called “ditto”, and no source “same as above”; of a first row nothing stands above."""
    text = (
        "actor,event,summary,date,killed,source\nditto,E,x,2015-12-06,3,Reuters\nArmy,E,y,2015-12-07,4,AP\n"
        "same as above,idem,z,ditto,″,те саме\nid.,dito,w,〃,там же,idem\n"
    )
    table = read_table(text.encode(), "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)
    claims = [feature["properties"] for feature in imported.document["features"]]

    assert [claim["actor"] for claim in claims] == ["DITTO", "ARMY", "ARMY", "ARMY"]
    assert {claim["event"] for claim in claims} == {"E"}
    assert [claim["event_time"] for claim in claims[1:]] == ["2015-12-07"] * 3
    assert [claim["killed"] for claim in claims[1:]] == [{"min": 4, "max": 4}] * 3
    assert [claim["sources"] for claim in claims[1:]] == [["AP"]] * 3
    assert "read as that, in rows 4, 5." in " ".join(imported.notes)


@pytest.mark.parametrize(
    ("cell", "sources"),
    [
        ("https://a.example/1 https://b.example/2", [("https://a.example/1",) * 2, ("https://b.example/2",) * 2]),
        ("Reuters (https://a.example/1)", [("Reuters", "https://a.example/1")]),
        (
            "Reuters https://a.example/1; AP: www.b.example",
            [("Reuters", "https://a.example/1"), ("AP", "https://www.b.example")],
        ),
        ("https://a.example/1", [("https://a.example/1",) * 2]),
        (
            "Reuters https://a.example/1 https://b.example/2",
            [("Reuters https://a.example/1 https://b.example/2", None)],
        ),
        ("Reuters; AP", [("Reuters", None), ("AP", None)]),
    ],
)
def test_addresses_in_a_column_of_sources_are_those_of_the_sources(cell, sources):
    """Each with the name beside it; of one name and several addresses nothing says whose they are."""
    table = read_table(f'actor,event,summary,source\nA,E,x,"{cell}"\n'.encode(), "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)
    (claim,) = (feature["properties"] for feature in imported.document["features"])
    by_id = {source["id"]: source for source in imported.document["case"]["sources"]}

    assert [(by_id[one]["title"], by_id[one]["url"]) for one in claim["sources"]] == sources


def test_a_row_that_leaves_out_its_stance_is_told():
    """It affirms, as a row without such a column does; that the cell says “unknown” is no silence."""
    table = read_table(b"actor,event,summary,stance\nA,E,x,deny\nB,E,y,unknown\nC,E,z,\n", "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)

    assert "Rows whose stance is not stated, which affirm what their actor says: 3, 4." in imported.notes


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        (None, [None, "2015-12-13", None]),
        ("day-first", ["2015-12-06", "2015-12-13", "2015-12-07T19:40"]),
        ("month-first", ["2015-06-12", "2015-12-13", "2015-07-12T19:40"]),
    ],
)
def test_days_that_a_spreadsheet_may_have_turned_are_asked_about(answer, times):
    """It took the day for the month where it could, and left the others as text."""
    answers = {} if answer is None else {"date_order:Date": answer}
    imported = bring("a.xlsx", FIELD.joinpath("turned_days.xlsx").read_bytes(), **answers)

    assert [row["when"] for row in said_of(imported).values()] == times
    assert [question.key for question in imported.questions] == ["date_order:Date"] * (answer is None)


@pytest.mark.parametrize(
    "days", [["2015-06-12", "2015-12-13"], ["2015-06-12", "6/12/2015"], ["13/12/2015", "14/12/2015"]]
)
def test_days_that_no_spreadsheet_turned_are_not_asked_about(days):
    """One after the 12th is no month, and what may be either would have been turned too."""
    imported = bring("a.xlsx", book(["Date", "Summary"], *([day, "A"] for day in (*days, "25/12/2015"))))

    assert not any("none after the 12th" in question.text for question in imported.questions)


@pytest.mark.parametrize(
    ("name", "asked"), [("lat_first.geojson", (1, 2, 3, 4)), ("half_swapped.csv", tuple(range(3, 32, 2)))]
)
def test_rows_that_would_be_right_if_swapped_are_asked_about(name, asked):
    """In the country that they name, or beside the other half of the file; the answer is for all of them."""
    data = FIELD.joinpath(name).read_bytes()
    question = bring(name, data).questions[0]
    swapped = [row["at"] for row in said_of(bring(name, data, axes="swap")).values()]

    assert (question.key, question.rows) == ("axes", asked)
    assert all(33 < lat < 37 and 36 < lon < 42 for lat, lon in swapped)


def test_coordinates_outside_the_country_of_the_row_are_told():
    """A sign was lost, and both ways round it is another country."""
    rows = "A,Brazil,12.9714,38.5014\nB,Brazil,-15.7801,-47.9292\nC,Atlantis,15.7801,47.9292\nD,,1.5,2.5\n"
    imported = bring("a.csv", f"Summary,Country,Lat,Lon\n{rows}")

    said = "Rows whose coordinates are far from the country that they name, and are taken all the same: 2."
    assert said in imported.notes
    assert imported.questions == ()


def test_what_a_workbook_hides_or_strikes_out_is_told():
    """A sheet that is shown goes before a fuller one that is not; which columns are the position is asked."""
    imported = bring("a.xlsx", FIELD.joinpath("hidden_parts.xlsx").read_bytes())

    assert imported.table.layer == "Strikes"
    assert "Columns that the sheet hides, read like any other: Latitude, Longitude." in imported.notes
    assert [question.key for question in imported.questions] == ["position"]


def test_struck_out_text_comments_and_formulas_that_nobody_worked_out_are_told():
    """A row that is struck out may have been taken back."""
    made = openpyxl.load_workbook(io.BytesIO(book(["summary", "killed", "wounded"], ["A", 1, 2], ["B", 2, "=1+2"])))
    made.active["A2"].font = Font(strike=True)
    made.active["B2"].comment = Comment("disputed", "somebody")
    out = io.BytesIO()
    made.save(out)
    notes = bring("a.xlsx", out.getvalue()).notes

    assert "Rows with text that is struck out, read like any other: 2." in notes
    assert "Comments on cells are not read." in notes
    assert any(note.startswith("Formulas without a saved value, read as empty: 1, first C3.") for note in notes)


@pytest.mark.parametrize(("answer", "point"), [("Lat", (35.396, 40.056)), ("Latitude", (35.5, 40.5))])
def test_two_plain_pairs_of_columns_are_asked_about(answer, point):
    """One of them may be what was there before a correction."""
    imported = bring("a.xlsx", FIELD.joinpath("hidden_parts.xlsx").read_bytes(), position=answer)

    assert said_of(imported)[2]["at"] == point


def test_a_form_whose_questions_are_in_groups():
    """When it was filled in is no time of a strike."""
    imported = bring("kobo.csv", FIELD.joinpath("kobo_groups.csv").read_bytes())

    assert said_of(imported)[2]["when"] == "2015-12-06"
    assert (said_of(imported)[2]["killed"], said_of(imported)[2]["radius"]) == ((3, 3), 5)


def test_the_records_of_a_map_server_are_read_and_not_its_list_of_columns():
    """However many columns there are."""
    imported = bring("a.json", FIELD.joinpath("map_server.json").read_bytes())

    assert [row["killed"] for row in said_of(imported).values()] == [(3, 3), (4, 4)]


def test_sums_between_the_rows_are_no_records():
    """Called by what they are the sum of; nobody is asked what stands above them."""
    imported = bring("a.csv", FIELD.joinpath("subtotals.csv").read_bytes())

    assert [*said_of(imported)] == [2, 3, 5]
    assert imported.questions == ()
