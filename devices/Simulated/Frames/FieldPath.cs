using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>One place the field was at during a part of an exposure's time, 0 to 1, and the blur by the motion around it.</summary>
internal readonly record struct FieldStop(SkyState Sky, double Part, PointSpread Blur);

/// <summary>Where the field was while the shutter was open: one place with some blur, or a trail of places.</summary>
internal static class FieldPath
{
    private const int FewSamples = 33;
    private const int MostSamples = 513;
    private const double StillPixels = 2.5;
    private const double StepPixels = 0.7;

    public static IReadOnlyList<FieldStop> During(SimulatedWorld world, Exposed frame, Func<SkyState, FrameGeometry> geometry)
    {
        var samples = world.SkyBetween(frame.Opened, frame.Closed, FewSamples);
        var places = Places(samples, geometry);
        var (x, y) = (places.Average(p => p.X), places.Average(p => p.Y));
        var farthest = places.Max(p => Math.Max(Math.Abs(p.X - x), Math.Abs(p.Y - y)));
        if (farthest > StillPixels || samples[0].Pier != samples[^1].Pier)
        {
            var count = (int)Math.Clamp(4 * farthest / StepPixels, FewSamples, MostSamples);
            return Trail(world.SkyBetween(frame.Opened, frame.Closed, count), geometry);
        }
        const double width = PointSpread.WidthForVariance;
        var blur = new PointSpread(
            width * places.Average(p => (p.X - x) * (p.X - x)),
            width * places.Average(p => (p.X - x) * (p.Y - y)),
            width * places.Average(p => (p.Y - y) * (p.Y - y)));
        return [new(Mean(samples), 1, blur)];
    }

    /// <summary>Samples closer than a step to the one before are drawn as one.</summary>
    private static List<FieldStop> Trail(SkyState[] samples, Func<SkyState, FrameGeometry> geometry)
    {
        var places = Places(samples, geometry);
        var stops = new List<FieldStop>();
        for (var (from, to) = (0, 0); from < samples.Length; from = to)
        {
            while (to < samples.Length && Math.Max(Math.Abs(places[to].X - places[from].X), Math.Abs(places[to].Y - places[from].Y)) <= StepPixels)
                to++;
            stops.Add(new(samples[(from + to) / 2], (to - from) / (double)samples.Length, default));
        }
        return stops;
    }

    /// <summary>Each sample's centre, in pixels of the first sample's frame.</summary>
    private static (double X, double Y)[] Places(SkyState[] samples, Func<SkyState, FrameGeometry> geometry)
    {
        var first = geometry(samples[0]);
        return [.. samples.Select(s => first.Pixel(Direction.Of(s.Sky)) ?? (double.MaxValue, double.MaxValue))];
    }

    private static SkyState Mean(SkyState[] samples)
    {
        var all = samples.Select(s => Direction.Of(s.Sky)).Aggregate((a, b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z));
        return samples[0] with { Sky = all.ToEquatorial() };
    }
}
