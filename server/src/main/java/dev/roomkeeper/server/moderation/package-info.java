/**
 * Who wants nothing to do with whom, who was reported, who may not use the server, who did what.
 */
@NullMarked
package dev.roomkeeper.server.moderation;

import org.jspecify.annotations.NullMarked;
