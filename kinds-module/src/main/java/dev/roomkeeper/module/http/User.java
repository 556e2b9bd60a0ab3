package dev.roomkeeper.module.http;

/**
 * Somebody who proved who they are.
 *
 * @param userId public, and the member's id in rooms
 * @param name how they want to be called
 */
public record User(String userId, String name) {}
