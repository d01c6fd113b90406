namespace Sync.Devices.Indi;

/// <summary>Somebody who waits for a property to become so.</summary>
/// <param name="name">the property; its disappearance ends the wait</param>
/// <param name="answers">whether this change is the one waited for</param>
/// <param name="fail">makes the error, adding what the driver said since</param>
internal sealed class IndiWait(string name, Func<IndiChange, bool> answers, Func<string, DeviceException> fail)
{
    private readonly TaskCompletionSource<IndiVector> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<IndiVector> Task => done.Task;

    /// <summary>The driver may be gone already when the wait is for its coming.</summary>
    public bool SurvivesUnplugged { get; init; }

    /// <summary>What was asked for, if anything: Alert then means that it was refused.</summary>
    public IndiRequest? Request { get; init; }

    /// <summary>
    /// Whether the property was on Alert before. After a refusal, drivers tell the values of the next request that they
    /// accept with the old Alert once more, and only then with Ok.
    /// </summary>
    public bool AlertIsOld { get; set; }

    public DeviceException Fail(string what) => fail(what);

    public void See(IndiChange change)
    {
        if (change.Kind == IndiChangeKind.Lost || (change.DriverIsGone && !SurvivesUnplugged))
            done.TrySetException(fail($"the driver went away during {name}"));
        else if (change.Name == name && change.Vector is null && !SurvivesUnplugged)
            done.TrySetException(fail($"{name} disappeared"));
        else if (change.Name == name && change.Vector is { } vector)
            Judge(change, vector);
    }

    private void Judge(IndiChange change, IndiVector vector)
    {
        try
        {
            if (Request is not null && change.Kind == IndiChangeKind.Set && vector.State == IndiState.Alert)
                Refuse(Request, vector);
            else if (answers(change))
                done.TrySetResult(vector);
        }
        catch (FormatException e)
        {
            done.TrySetException(fail(e.Message));
        }
    }

    private void Refuse(IndiRequest request, IndiVector vector)
    {
        if (AlertIsOld && request.IsIn(vector))
            AlertIsOld = false;
        else
            done.TrySetException(fail($"refused {request.Said}"));
    }
}
