"""What does a reader ask to see, as values and as parameters of an address?"""
