package dev.roomkeeper.processor;

/** A class that was made, as source. */
record Made(String qualifiedName, String source) {}
