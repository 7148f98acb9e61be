<?xml version="1.0"?>
<CHANNEL HREF="https://old.example/" LASTMOD="2001-04-06T23:05:43-05:00"><TITLE>An old channel</TITLE><ABSTRACT>From the days of push</ABSTRACT>
<ITEM HREF="https://old.example/1" LASTMOD="2001-04-06T23:05:43-05:00"><TITLE>First</TITLE><ABSTRACT>It began here</ABSTRACT></ITEM></CHANNEL>
