using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Sync.Host.Telemetry;

/// <summary>
/// Makes an <see cref="Activity"/> of a kept span, for exporters take nothing else. One made anew can't be given its own id, kind
/// and source by anything public; these are set where the runtime keeps them, and a test exports every property of one.
/// </summary>
internal static class Revival
{
    private static readonly ConcurrentDictionary<(string Name, string? Version), ActivitySource> Sources = new();

    /// <param name="span">a whole one</param>
    /// <returns>as it was when it ended; never started, so nobody listens to it</returns>
    public static Activity Of(SpanRecord span)
    {
        var activity = new Activity(span.Name);
        activity.SetIdFormat(ActivityIdFormat.W3C);
        if (span.Parent == default)
            TraceId(activity) = span.Trace.ToHexString();
        else
            activity.SetParentId(span.Trace, span.Parent, span.Flags);
        SpanId(activity) = span.Span.ToHexString();
        SetRemoteParent(activity, span.ParentIsRemote);
        SetKind(activity, span.Kind);
        SetSource(activity, Sources.GetOrAdd((span.Source, span.SourceVersion), static s => new ActivitySource(s.Name, s.Version)));
        activity.ActivityTraceFlags = span.Flags;
        activity.TraceStateString = span.TraceState;
        activity.SetStartTime(span.Start.UtcDateTime);
        activity.SetEndTime((span.End ?? span.Start).UtcDateTime);
        activity.SetStatus(span.Status, span.StatusDescription);
        foreach (var (key, value) in span.Tags)
            activity.AddTag(key, value);
        foreach (var (to, tags) in span.Links)
            activity.AddLink(new ActivityLink(to, [.. tags]));
        foreach (var (name, at, tags) in span.Events)
            activity.AddEvent(new ActivityEvent(name, at, [.. tags]));
        return activity;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_traceId")]
    private static extern ref string? TraceId(Activity activity);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity activity);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_HasRemoteParent")]
    private static extern void SetRemoteParent(Activity activity, bool remote);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Kind")]
    private static extern void SetKind(Activity activity, ActivityKind kind);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Source")]
    private static extern void SetSource(Activity activity, ActivitySource source);
}
