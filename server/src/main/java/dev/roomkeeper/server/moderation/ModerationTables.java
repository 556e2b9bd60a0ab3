package dev.roomkeeper.server.moderation;

/** All tables of moderation. */
public record ModerationTables(
    ApartTable apart, ReportTable reports, BanTable bans, AuditLog audit) {}
