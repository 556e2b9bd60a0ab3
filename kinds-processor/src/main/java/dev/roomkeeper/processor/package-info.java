/** Makes readers, types and slots from the records of a kind while it is compiled. */
@NullMarked
package dev.roomkeeper.processor;

import org.jspecify.annotations.NullMarked;
