"""What was when, what was known when, and how the sun stood then?

``claim_times`` has a claim's time as it is drawn and listed, ``as_of`` the case as it stood at some hour,
``case_changes`` what changed between two hours, ``sunlight`` the height of the sun,
``daylight`` the hours of words such as "evening" by it.
"""
