namespace Sync.Scheduler.Story;

/// <summary>Tells what a night was besides rounds and moves: its check, its waits, its script, its faults, and what disturbed the sky.</summary>
internal static class Between
{
    /// <param name="record">of the night</param>
    /// <param name="course">its targets and moves</param>
    public static IEnumerable<Step> Of(NightRecord record, IReadOnlyList<Step> course)
    {
        var night = record.Night.CorrelationId;
        return
        [
            .. record.Check is { } check ? [Check(check, record)] : Array.Empty<Step>(),
            .. record.Waits.Select(w => Wait(w, night, w.Ended ?? Guess(w, course, record.Over))),
            .. record.Faults.Select(f => Fault(f, night)),
            .. record.Disturbances.Select(d => Disturbance(d, record.Over)),
            .. record.Events.Select(e => Event(e, record.Over)),
        ];
    }

    private static Step Check(CheckRow check, NightRecord record) => new()
    {
        Key = $"check {record.Night.CorrelationId:N}",
        Name = "check",
        Kind = StepKind.Check,
        From = record.Night.BeganAt < check.Completed ? record.Night.BeganAt : check.Completed, // which is kept in whole milliseconds
        Until = check.Completed,
        Facts = [new("check.findings", check.Findings)],
        Trouble = check.IsReady ? null : "Not everything was ready.",
    };

    private static Step Disturbance(DisturbanceRow row, DateTimeOffset? over) => new()
    {
        Key = $"disturbance {row.DisturbanceId:N}",
        Name = "disturbed",
        Kind = StepKind.Disturbance,
        From = row.Began,
        Until = row.Ended ?? over,
        Trouble = row.Reason,
    };

    private static Step Event(EventRow row, DateTimeOffset? over) => new()
    {
        Key = $"event {row.EventId:N}",
        Name = "script",
        Kind = StepKind.Event,
        From = row.Began,
        Until = row.Ended ?? over,
        Facts = [new("event.name", row.Name), .. row.Target is { } target ? [new Fact("event.target", target)] : Array.Empty<Fact>()],
        Trouble = row.Trouble,
    };

    private static Step Wait(WaitRow wait, Guid night, DateTimeOffset? until) => new()
    {
        Key = $"wait {night:N} {wait.Began.ToUnixTimeMilliseconds()}",
        Name = "wait",
        Kind = StepKind.Wait,
        From = wait.Began,
        Until = until,
        Facts = [new("wait.reason", wait.Reason)],
    };

    /// <summary>Where nobody wrote its end down, it was over when something else began, and no later than it was to be.</summary>
    private static DateTimeOffset? Guess(WaitRow wait, IEnumerable<Step> course, DateTimeOffset? over)
    {
        var next = course.Where(s => s.From >= wait.Began).Select(s => (DateTimeOffset?)s.From).Append(over).Min();
        return next > wait.Until ? wait.Until : next;
    }

    private static Step Fault(FaultRow fault, Guid night) => new()
    {
        Key = $"fault {night:N} {fault.At.ToUnixTimeMilliseconds()} {fault.What} {fault.Camera}",
        Name = "fault",
        Kind = StepKind.Fault,
        From = fault.At,
        Until = fault.At,
        Facts = fault.Camera is { } camera ? [new("camera.name", camera)] : [],
        Trouble = fault.What switch
        {
            Faults.Restarted => "The scheduler was started again while the night was under way.",
            Faults.Silent => $"Camera {fault.Camera} fell silent.",
            Faults.Back => $"Camera {fault.Camera} is back.",
            var what => what,
        },
    };
}
