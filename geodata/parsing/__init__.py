"""What did a person write: numbers, distances, coordinates, dates, phrases such as "35 miles SE of X"?"""
