namespace Sync.Devices.Alpaca;

/// <summary>A dome or a roof behind an Alpaca server. What can't be sent to an azimuth is a roof.</summary>
public sealed class AlpacaDome(DeviceAddress address, string device, TimeProvider time) : IDome
{
    private const int ConnectFrom = 3;
    private const int Opened = 0;
    private const int Closed = 1;
    private const int Closing = 3;
    private const int Error = 4;

    /// <summary>Domes have coarse encoders, and coast.</summary>
    private const double NearDegrees = 3;

    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(5);

    /// <summary>Relays and radios between it and its shutter take their time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly AlpacaLine line = new(address, "dome", device, time);

    public string Name => line.Name;

    public DomeFacts Facts { get; private set; } = new(false, false, false);

    public async Task Connect(CancellationToken cancel)
    {
        await AlpacaPlug.Connect(line, ConnectFrom, cancel);
        Facts = new(await line.Can("cansetshutter", cancel), await line.Can("cansetazimuth", cancel), await line.Can("canpark", cancel));
    }

    /// <summary>Slewing is said of a shutter that moves, too.</summary>
    public async Task<DomeState> Look(CancellationToken cancel)
    {
        var opening = Facts.Closes ? await Status(cancel) switch
        {
            Opened => DomeOpening.Open,
            Closed => DomeOpening.Closed,
            Error => DomeOpening.Unknown,
            _ => DomeOpening.Moving,
        } : DomeOpening.Open;
        var turning = await line.Is("slewing", cancel) && opening != DomeOpening.Moving;
        return new(opening, Facts.Turns ? await Azimuth(cancel) : null, turning, (await line.Ask("slaved", cancel))?.Flag() == true);
    }

    public Task Open(CancellationToken cancel) => Move("openshutter", Opened, cancel);

    public Task Close(CancellationToken cancel) => Move("closeshutter", Closed, cancel);

    public async Task Turn(double azimuthDegrees, CancellationToken cancel)
    {
        if (!Facts.Turns)
            throw new DeviceException(Name, "does not turn");
        if (!(azimuthDegrees >= 0 && azimuthDegrees <= 360))
            throw new DeviceException(Name, FormattableString.Invariant($"can't turn to {azimuthDegrees:0.##}°; 0° to 360° is allowed"));
        try
        {
            await Go(azimuthDegrees % 360, cancel);
        }
        catch (OperationCanceledException)
        {
            await AlpacaMotion.Stop(line, "abortslew", "slewing", MoveLimit);
            throw;
        }
    }

    public async Task Park(CancellationToken cancel)
    {
        if (!Facts.Parks || await line.Is("atpark", cancel))
            return;
        await line.Put("park", MoveLimit, cancel);
        if (!await AlpacaMotion.End(line, ("parking", MoveLimit), Grace, c => line.Is("slewing", c), c => line.Is("atpark", c), cancel))
            throw new DeviceException(Name, "stopped on the way to its park position");
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Move(string member, int wanted, CancellationToken cancel)
    {
        if (!Facts.Closes)
            throw new DeviceException(Name, "has no shutter that its driver moves");
        var state = Error;
        await AlpacaWait.Until(line, "end of the motion that was under way", MoveLimit, async c => !Moves(state = await Status(c)), cancel);
        if (state == wanted)
            return;
        await line.Put(member, MoveLimit, cancel);
        if (!await AlpacaMotion.End(line, (member, MoveLimit), Grace, async c => Moves(state = await Status(c)), _ => Task.FromResult(state == wanted), cancel))
            throw new DeviceException(Name, state == Error ? "says that its shutter has failed (status 4)" : $"did not come to its end after {member} (shutter status {state})");
    }

    private async Task Go(double degrees, CancellationToken cancel)
    {
        await line.Put("slewtoazimuth", MoveLimit, cancel, ("Azimuth", degrees));
        var end = FormattableString.Invariant($"turn to {degrees:0.#}°");
        var at = degrees;
        if (!await AlpacaMotion.End(line, (end, MoveLimit), Grace, c => line.Is("slewing", c), async c => IsNear(at = await Azimuth(c), degrees), cancel))
            throw new DeviceException(Name, FormattableString.Invariant($"stopped at {at:0.#}° on the way to {degrees:0.#}°"));
    }

    private async Task<double> Azimuth(CancellationToken cancel) => (await line.Get("azimuth", cancel)).Number();

    private async Task<int> Status(CancellationToken cancel) => (await line.Get("shutterstatus", cancel)).Whole(Opened, Error);

    private static bool Moves(int status) => status is > Closed and <= Closing;

    private static bool IsNear(double now, double degrees) => Math.Abs(Math.IEEERemainder(now - degrees, 360)) <= NearDegrees;
}
