/** What a server needs of campaigns: their tables, their resources, and the creatures. */
@NullMarked
package dev.roomkeeper.kinds.campaign.server;

import org.jspecify.annotations.NullMarked;
