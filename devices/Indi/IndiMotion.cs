namespace Sync.Devices.Indi;

/// <summary>A command that takes its time: the property gets Busy soon, and something else when it is over.</summary>
internal static class IndiMotion
{
    /// <summary>
    /// Sends it and waits for its end, by which the driver must have told of it within the time for any answer. A mount
    /// tells its position all the time, so <paramref name="noticed"/> says which change is the answer.
    /// </summary>
    /// <exception cref="DeviceException">silence, refused, failed, or not over within the limit</exception>
    public static async Task<IndiVector> Run(
        IndiConnection line, IndiRequest request, Func<IndiVector, bool> noticed, TimeSpan limit, string what, CancellationToken cancel)
    {
        var fail = line.Failing();
        var end = await line.Ask(request, noticed, IndiConnection.AnswerLimit, cancel);
        if (end.State == IndiState.Busy)
            end = await line.WaitFor(end.Name, v => v.State != IndiState.Busy, limit, $"end of the {what}", cancel);
        return end.State == IndiState.Alert ? throw fail($"the {what} failed") : end;
    }
}
