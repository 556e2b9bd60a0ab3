package dev.roomkeeper.processor;

/** The source of a generated class. */
record Made(String qualifiedName, String source) {}
