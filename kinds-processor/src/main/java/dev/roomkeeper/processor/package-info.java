/** Generates readers, types and slots from a kind's records when it is compiled. */
@NullMarked
package dev.roomkeeper.processor;

import org.jspecify.annotations.NullMarked;
