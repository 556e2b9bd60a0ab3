/** Feedback that visitors send to the operators. */
@NullMarked
package dev.roomkeeper.server.feedback;

import org.jspecify.annotations.NullMarked;
