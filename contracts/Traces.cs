using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Contracts;

/// <summary>
/// Where nights and rounds are in traces. Each id there follows from the id of what it tells of, so that every process knows
/// it at any time, after any restart, and what is told twice is told alike.
/// </summary>
public static class Traces
{
    /// <summary>The root of a round's own trace, in which every message, database write and device call about it stands.</summary>
    public static ActivityContext OfRound(Guid roundId) =>
        new(TraceOf(roundId), SpanOf($"round {roundId:N}"), ActivityTraceFlags.Recorded, isRemote: true);

    /// <summary>The trace of a night, or of a round, has the same 32 digits as its id.</summary>
    public static ActivityTraceId TraceOf(Guid id) => ActivityTraceId.CreateFromString(id.ToString("N"));

    /// <param name="what">names one thing, and no other, of one trace</param>
    public static ActivitySpanId SpanOf(string what) =>
        ActivitySpanId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 8));
}
