using Sync.Astro.Coordinates;

namespace Sync.Devices.Simulated.World;

/// <summary>The pointing as a function of time, from the records of whatever moves the telescopes.</summary>
internal sealed class SkyMotion(int seed, Conditions conditions)
{
    private const double SiderealHoursPerSecond = 1.00273790935 / 3600;
    private const double WormSeconds = 480;
    private const double WormArcseconds = 0.8;

    private static readonly Pointed AtRest = new(
        "", DateTimeOffset.MinValue, new Equatorial(0, 90), new Equatorial(0, 90), 0, false, PierSide.West);

    private readonly SmoothNoise eastError = new(seed, "guiding east", 8, 150);
    private readonly SmoothNoise northError = new(seed, "guiding north", 8, 150);
    private readonly double driftAngle = SeededRandom.For(seed, "sky", "drift", 0).Between(0, Math.Tau);
    private readonly List<Pointed> pointings = [AtRest];
    private readonly List<Shifted> shifts = [];
    private readonly List<Guided> guidings = [];

    public void Add(TruthRecord record)
    {
        switch (record)
        {
            case Pointed pointed: Insert(pointings, pointed); break;
            case Shifted shifted: Insert(shifts, shifted); break;
            case Guided guided: Insert(guidings, guided); break;
        }
    }

    public SkyState At(DateTimeOffset instant)
    {
        var pointed = pointings[CountUntil(pointings, instant) - 1];
        var offset = ShiftSince(pointed.At, instant);
        var (wandered, guiding) = Wander(pointed, instant);
        var plane = new TangentPlane(Base(pointed, instant));
        var jitter = conditions.GuidingRmsArcseconds / Math.Sqrt(2);
        var bent = pointed.Tracking ? conditions.FlexureArcsecondsPerMinute * Math.Max(0, (instant - pointed.At).TotalMinutes - (pointed.Seconds / 60)) : 0;
        var error = pointed.Error ?? new(0, 0);
        var sky = new SkyOffset(
            error.EastArcseconds + offset.EastArcseconds + wandered.EastArcseconds + (jitter * eastError.At(instant)) + (bent * Math.Cos(driftAngle)),
            error.NorthArcseconds + offset.NorthArcseconds + wandered.NorthArcseconds + (jitter * northError.At(instant)) + (bent * Math.Sin(driftAngle)));
        var tracking = pointed.Tracking && !(instant >= pointed.TracksUntil);
        return new(plane.At(offset), plane.At(sky), tracking, guiding && tracking, pointed.Pier);
    }

    private static Equatorial Base(Pointed pointed, DateTimeOffset instant)
    {
        var gone = (instant - pointed.At).TotalSeconds;
        if (gone < pointed.Seconds)
            return Direction.Between(pointed.From, pointed.To, gone / pointed.Seconds);
        var hours = pointed.To.RightAscensionHours + (SecondsUntracked(pointed, gone) * SiderealHoursPerSecond);
        return pointed.To with { RightAscensionHours = hours % 24 };
    }

    private static double SecondsUntracked(Pointed pointed, double gone)
    {
        if (ReferenceEquals(pointed, AtRest))
            return 0;
        if (!pointed.Tracking)
            return gone - pointed.Seconds;
        var tracked = pointed.TracksUntil is { } limit ? Math.Max(pointed.Seconds, (limit - pointed.At).TotalSeconds) : double.PositiveInfinity;
        return Math.Max(0, gone - tracked);
    }

    private SkyOffset ShiftSince(DateTimeOffset from, DateTimeOffset instant)
    {
        var (east, north) = (0.0, 0.0);
        for (var i = CountUntil(shifts, instant) - 1; i >= 0 && shifts[i].At >= from; i--)
        {
            var shift = shifts[i];
            var gone = (instant - shift.At).TotalSeconds;
            var part = gone >= shift.Seconds ? 1 : gone / shift.Seconds;
            east += part * shift.By.EastArcseconds;
            north += part * shift.By.NorthArcseconds;
        }
        return new(east, north);
    }

    /// <summary>How far the field wandered off since the slew while nobody guided. A slew ends guiding: its star is gone.</summary>
    private (SkyOffset Offset, bool Guiding) Wander(Pointed pointed, DateTimeOffset instant)
    {
        var loose = new SkyOffset(0, 0);
        var (from, guiding) = (pointed.At, false);
        var last = CountUntil(guidings, instant);
        for (var i = CountUntil(guidings, pointed.At); i < last; i++)
        {
            if (guidings[i].On == guiding)
                continue;
            if (guidings[i].On)
                loose = Plus(loose, from, guidings[i].At);
            (from, guiding) = (guidings[i].At, guidings[i].On);
        }
        return (guiding || !pointed.Tracking ? loose : Plus(loose, from, instant), guiding);
    }

    /// <summary>Polar misalignment as a steady drift, the worm's periodic error in right ascension.</summary>
    private SkyOffset Plus(SkyOffset offset, DateTimeOffset from, DateTimeOffset to)
    {
        if (conditions.DriftArcsecondsPerMinute == 0)
            return offset;
        var drift = conditions.DriftArcsecondsPerMinute * (to - from).TotalMinutes;
        return new(
            offset.EastArcseconds + (drift * Math.Cos(driftAngle)) + Worm(to) - Worm(from),
            offset.NorthArcseconds + (drift * Math.Sin(driftAngle)));
    }

    private static double Worm(DateTimeOffset instant) => WormArcseconds * Math.Sin(Math.Tau * SmoothNoise.Seconds(instant) / WormSeconds);

    /// <summary>Records of other processes may come late, so each goes where its instant belongs.</summary>
    private static void Insert<T>(List<T> list, T record)
        where T : TruthRecord => list.Insert(CountUntil(list, record.At), record);

    /// <summary>How many were at or before this instant.</summary>
    private static int CountUntil<T>(List<T> list, DateTimeOffset instant)
        where T : TruthRecord
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (list[middle].At <= instant)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
