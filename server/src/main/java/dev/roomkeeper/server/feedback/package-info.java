/** What visitors tell those who run the server. */
@NullMarked
package dev.roomkeeper.server.feedback;

import org.jspecify.annotations.NullMarked;
