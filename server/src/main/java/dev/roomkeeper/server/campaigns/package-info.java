/** Campaigns and creatures as they are asked for outside of their rooms. */
@NullMarked
package dev.roomkeeper.server.campaigns;

import org.jspecify.annotations.NullMarked;
