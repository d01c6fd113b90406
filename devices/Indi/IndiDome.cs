namespace Sync.Devices.Indi;

/// <summary>A dome or a roof behind an INDI server. What does not turn and has no shutter is a roof: it is open when it is not parked.</summary>
public sealed class IndiDome(DeviceAddress address, string device, TimeProvider time) : IDome
{
    private const string Shutter = "DOME_SHUTTER";
    private const string Place = "ABS_DOME_POSITION";
    private const string Azimuth = "DOME_ABSOLUTE_POSITION";
    private const string Parking = "DOME_PARK";
    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly IndiConnection line = new(address, device, time);

    public string Name => device;

    public DomeFacts Facts => new(Closes: line.Find(Opens) is not null, Turns, Parks: Turns && line.Find(Parking) is not null);

    private bool Turns => line.Find(Place) is not null;

    /// <summary>The property that opens and closes it.</summary>
    private string Opens => line.Find(Shutter) is null && !Turns ? Parking : Shutter;

    public Task Connect(CancellationToken cancel) => IndiPlug.Connect(line, cancel, "DOME_MOTION");

    public Task<DomeState> Look(CancellationToken cancel)
    {
        line.Need("DOME_MOTION");
        return Task.FromResult(new DomeState(
            line.Find(Opens) is { } opening ? Opening(opening) : DomeOpening.Open,
            Turns ? line.Number(Place, Azimuth) : null,
            line.Find(Place)?.State == IndiState.Busy,
            line.Find("DOME_AUTOSYNC")?.IsOn("DOME_AUTOSYNC_ENABLE") == true));
    }

    /// <summary>Some open by themselves when they leave their park position.</summary>
    public async Task Open(CancellationToken cancel)
    {
        if (Turns)
            await Unpark(cancel);
        await Drive(Opens, Opens == Parking ? "UNPARK" : "SHUTTER_OPEN", "opening", cancel);
    }

    public Task Close(CancellationToken cancel) => Drive(Opens, Opens == Parking ? "PARK" : "SHUTTER_CLOSE", "closing", cancel);

    public async Task Turn(double azimuthDegrees, CancellationToken cancel)
    {
        line.Need("DOME_MOTION");
        if (!Turns)
            throw new DeviceException(device, "does not turn");
        if (!(azimuthDegrees >= 0 && azimuthDegrees <= 360))
            throw new DeviceException(device, FormattableString.Invariant($"can't turn to {azimuthDegrees:0.##}°; 0° to 360° is allowed"));
        await Unpark(cancel);
        try
        {
            await Go(azimuthDegrees % 360, cancel);
        }
        catch (OperationCanceledException)
        {
            await Stop();
            throw;
        }
    }

    /// <summary>A driver may close the shutter once more meanwhile.</summary>
    public async Task Park(CancellationToken cancel)
    {
        if (!Facts.Parks)
            return;
        await Drive(Parking, "PARK", "parking", cancel);
        if (line.Find(Shutter) is not null)
            await line.WaitFor(Shutter, v => v.State != IndiState.Busy, MoveLimit, "end of the shutter's motion", cancel);
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private static DomeOpening Opening(IndiVector opening) => opening.State switch
    {
        IndiState.Busy => DomeOpening.Moving,
        IndiState.Alert => DomeOpening.Unknown,
        _ when opening.IsOn("SHUTTER_OPEN") || opening.IsOn("UNPARK") => DomeOpening.Open,
        _ when opening.IsOn("SHUTTER_CLOSE") || opening.IsOn("PARK") => DomeOpening.Closed,
        _ => DomeOpening.Unknown,
    };

    /// <summary>One that is parked refuses to turn.</summary>
    private async Task Unpark(CancellationToken cancel)
    {
        if (line.Find(Parking)?.IsOn("PARK") == true)
            await Drive(Parking, "UNPARK", "unparking", cancel);
    }

    private async Task Drive(string property, string member, string what, CancellationToken cancel)
    {
        var now = line.Need(property);
        if (now.State == IndiState.Busy)
            now = await line.WaitFor(property, v => v.State != IndiState.Busy, MoveLimit, "end of the motion that was under way", cancel);
        if (now.State != IndiState.Alert && now.IsOn(member))
            return;
        var end = await IndiMotion.Run(line, IndiRequest.Switch(device, property, member), _ => true, MoveLimit, what, cancel);
        if (!end.IsOn(member))
            throw new DeviceException(device, $"the {what} was stopped on its way");
    }

    private async Task Go(double degrees, CancellationToken cancel)
    {
        if (line.Need(Place).State != IndiState.Busy && IsAt(line.Need(Place), degrees))
            return;
        var end = await IndiMotion.Run(line, IndiRequest.Number(device, Place, (Azimuth, degrees)), v => v.State == IndiState.Busy || IsAt(v, degrees), MoveLimit, "turn", cancel);
        if (end.State != IndiState.Ok)
            throw new DeviceException(device, FormattableString.Invariant($"stopped at {end.Number(Azimuth):0.#}° on the way to {degrees:0.#}°"));
    }

    private static bool IsAt(IndiVector place, double degrees) => Math.Abs(Math.IEEERemainder(place.Number(Azimuth) - degrees, 360)) < 0.01;

    private async Task Stop()
    {
        if (line.Find("DOME_ABORT_MOTION") is not null)
            await line.Ask(IndiRequest.Switch(device, "DOME_ABORT_MOTION", "ABORT"), v => v.State != IndiState.Busy, IndiConnection.AnswerLimit, CancellationToken.None);
        await line.WaitFor(Place, v => v.State != IndiState.Busy, StopLimit, "end of the turn", CancellationToken.None);
    }
}
