"""How are many records edited on one page, like in a spreadsheet, without anybody overwriting anybody?"""
