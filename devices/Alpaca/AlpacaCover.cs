namespace Sync.Devices.Alpaca;

/// <summary>A cover, a panel of light, or both, behind an Alpaca server (CoverCalibrator).</summary>
public sealed class AlpacaCover(DeviceAddress address, string device, TimeProvider time) : ICover
{
    private const int ConnectFrom = 2;
    private const int NotPresent = 0;
    private const int Closed = 1;
    private const int Moving = 2;
    private const int Opened = 3;
    private const int NotReady = 2;
    private const int Error = 5;
    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WarmLimit = TimeSpan.FromMinutes(2);
    private readonly AlpacaLine line = new(address, "covercalibrator", device, time);
    private int brightest;

    public string Name => line.Name;

    public bool HasCover { get; private set; }

    public bool HasPanel { get; private set; }

    public async Task Connect(CancellationToken cancel)
    {
        await AlpacaPlug.Connect(line, ConnectFrom, cancel);
        HasCover = await State("coverstate", cancel) != NotPresent;
        HasPanel = await State("calibratorstate", cancel) != NotPresent;
        brightest = HasPanel ? (await line.Get("maxbrightness", cancel)).Whole(1, int.MaxValue) : 0;
    }

    /// <summary>Where there is but a panel, nothing is ever closed.</summary>
    public async Task<bool?> IsOpen(CancellationToken cancel) => await State("coverstate", cancel) switch
    {
        Closed => false,
        Opened or NotPresent => true,
        Error => throw Failed("cover"),
        _ => null,
    };

    public Task Open(CancellationToken cancel) => Move("opencover", Opened, cancel);

    public Task Close(CancellationToken cancel) => Move("closecover", Closed, cancel);

    public async Task Light(int brightnessPercent, CancellationToken cancel)
    {
        if (!HasPanel)
            throw new DeviceException(Name, "has no panel of light");
        if (brightnessPercent is < 0 or > 100)
            throw new DeviceException(Name, $"can't light its panel at {brightnessPercent} %; 0 to 100 is allowed");
        if (brightnessPercent == 0)
            await line.Put("calibratoroff", cancel);
        else
            await line.Put("calibratoron", cancel, ("Brightness", Math.Max(1, (int)Math.Round(brightest * (brightnessPercent / 100.0)))));
        await AlpacaWait.Until(line, "steady light", WarmLimit, async c => await State("calibratorstate", c) switch
        {
            Error => throw Failed("panel"),
            var state => state != NotReady,
        }, cancel);
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Move(string member, int wanted, CancellationToken cancel)
    {
        var state = await State("coverstate", cancel);
        if (state == wanted || (state == NotPresent && wanted == Opened))
            return;
        await line.Put(member, MoveLimit, cancel);
        var arrived = await AlpacaMotion.End(line, (member, MoveLimit), AlpacaMotion.Grace,
            async c => (state = await State("coverstate", c)) == Moving, _ => Task.FromResult(state == wanted), cancel);
        if (!arrived)
            throw state == Error ? Failed("cover") : new DeviceException(Name, $"did not come to its end after {member} (cover state {state})");
    }

    private async Task<int> State(string member, CancellationToken cancel) => (await line.Get(member, cancel)).Whole(NotPresent, Error);

    private DeviceException Failed(string part) => new(Name, $"says that its {part} has failed (state 5)");
}
