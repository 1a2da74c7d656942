using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StudioScheduler.Server.Storage.Mapping;

/// <summary>UTC microseconds since 1970: what PostgreSQL keeps too, so both databases return the same instant.</summary>
public sealed class InstantAsMicroseconds() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond,
    stored => new DateTimeOffset(DateTimeOffset.UnixEpoch.UtcTicks + (stored * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));

public sealed class InstantInUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(), stored => stored);
