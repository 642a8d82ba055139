"""How is one fact said, in words and colours, for screen and print alike?"""
