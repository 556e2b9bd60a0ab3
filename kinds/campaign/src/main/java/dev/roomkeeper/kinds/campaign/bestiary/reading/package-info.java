/**
 * Reads stat blocks that others wrote: their sentences, and the JSON of open5e and of Improved
 * Initiative. Each reading ends with a report of what it could not read.
 */
@NullMarked
package dev.roomkeeper.kinds.campaign.bestiary.reading;

import org.jspecify.annotations.NullMarked;
