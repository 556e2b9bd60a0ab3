package dev.roomkeeper.engine.cluster;

/**
 * One server process, as the others know it.
 *
 * @param id its own since it started: a process that starts anew is another peer
 * @param address host:port at which the others reach it
 * @param load how much it has to do: connections and rooms
 * @param takesRooms false for one that is draining, or serves HTTP only
 */
public record Peer(String id, String address, int load, boolean takesRooms) {}
