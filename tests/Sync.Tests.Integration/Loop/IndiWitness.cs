using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Devices.Rig;

namespace Sync.Tests.Integration.Loop;

/// <summary>A time in which a device of an INDI server was Busy with something.</summary>
internal sealed record Spell(string Device, string Property, DateTimeOffset From, DateTimeOffset To)
{
    public bool Overlaps(Spell other) => From < other.To && To > other.From;

    public override string ToString() => FormattableString.Invariant($"{From:HH:mm:ss.fff} to {To:HH:mm:ss.fff} {Device} {Property}");
}

/// <summary>
/// Another client of the same server, that orders nothing: it writes down when shutters are open, when the mount and rotators move, and where it says
/// that it points. So what is said of the night does not rest on the drivers that played it.
/// </summary>
internal sealed class IndiWitness : IAsyncDisposable
{
    private const string Position = "EQUATORIAL_EOD_COORD";
    private const string Exposure = "CCD_EXPOSURE";
    private const string Angle = "ABS_ROTATOR_ANGLE";
    private static readonly string[] Moves = [Position, "TELESCOPE_TIMED_GUIDE_NS", "TELESCOPE_TIMED_GUIDE_WE", "TELESCOPE_PARK"];
    private static readonly string[] Watched = [.. Moves, Exposure, Angle];
    private readonly Lock gate = new();
    private readonly List<IndiConnection> lines = [];
    private readonly Dictionary<(string Device, string Property), DateTimeOffset> busy = [];
    private readonly List<Spell> spells = [];
    private readonly List<(DateTimeOffset At, Equatorial OfDate)> positions = [];

    /// <summary>In the order of their ends, those that have ended.</summary>
    public IReadOnlyList<Spell> Exposures => Of(s => s.Property == Exposure);

    /// <summary>Slews, pulses and parking, likewise.</summary>
    public IReadOnlyList<Spell> Motions => Of(s => Moves.Contains(s.Property));

    /// <summary>Of rotators, likewise.</summary>
    public IReadOnlyList<Spell> Turns => Of(s => s.Property == Angle);

    /// <summary>Where the mount said that it was within a time, of date.</summary>
    public IReadOnlyList<Equatorial> PositionsWithin(Spell spell)
    {
        lock (gate)
            return [.. positions.Where(p => p.At >= spell.From && p.At <= spell.To).Select(p => p.OfDate)];
    }

    public static async Task<IndiWitness> Watch(DeviceAddress server, TimeProvider time, RigDescription rig)
    {
        var witness = new IndiWitness();
        await witness.Listen(new(server, rig.Mount!.Device!, time), Position);
        foreach (var camera in rig.Cameras)
        {
            await witness.Listen(new(server, camera.Device!, time), Exposure);
            if (camera.Rotator is { } rotator)
                await witness.Listen(new(server, rotator.Device!, time), Angle);
        }
        return witness;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines)
            await line.DisposeAsync();
    }

    private async Task Listen(IndiConnection line, string needed)
    {
        lines.Add(line);
        await line.Open(default);
        line.Changed += change => See(line, change);
        await line.Send(IndiRequest.GetProperties(line.Device), default);
        await line.Appear(needed, IndiConnection.AnswerLimit, needed, default);
    }

    private void See(IndiConnection line, IndiChange change)
    {
        if (change is not { Kind: IndiChangeKind.Set, Vector: { } vector } || !Watched.Contains(vector.Name))
            return;
        var (key, now) = ((line.Device, vector.Name), line.Time.GetUtcNow());
        lock (gate)
        {
            if (vector.Name == Position)
                positions.Add((now, new(vector.Number("RA"), vector.Number("DEC"))));
            if (IsBusy(vector))
                busy.TryAdd(key, now);
            else if (busy.Remove(key, out var from))
                spells.Add(new(line.Device, vector.Name, from, now));
        }
    }

    /// <summary>A camera that has counted down to 0 reads out: its shutter is closed.</summary>
    private static bool IsBusy(IndiVector vector) =>
        vector.State == IndiState.Busy && !(vector.Name == Exposure && IndiExposure.Remaining(vector) <= 0);

    private IReadOnlyList<Spell> Of(Func<Spell, bool> which)
    {
        lock (gate)
            return [.. spells.Where(which)];
    }
}
