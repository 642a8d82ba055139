"""Is it JSON (RFC 8259), is it GeoJSON (RFC 7946), and what is wrong with it?

``strict_json.read_json`` reads, ``rfc7946.check_geojson`` judges.
"""
