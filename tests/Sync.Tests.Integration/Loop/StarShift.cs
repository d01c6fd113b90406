using Sync.Measure;

namespace Sync.Tests.Integration.Loop;

/// <summary>By how much the stars of one frame stand elsewhere than those of another, in pixels: right and down, by so many stars.</summary>
internal sealed record StarShift(double Right, double Down, int Stars)
{
    private const double FarthestPixels = 25;

    /// <summary>Drawn on whole pixels, a star may stand beside the others' shift by one.</summary>
    private const double TogetherPixels = 1.5;

    /// <summary>Each star is paired with each; the pairs that most others agree with are those of the same star.</summary>
    public static StarShift Between(IReadOnlyList<Star> before, IReadOnlyList<Star> after)
    {
        var pairs = before.SelectMany(b => after.Select(a => (Right: a.X - b.X, Down: a.Y - b.Y)))
            .Where(p => Math.Max(Math.Abs(p.Right), Math.Abs(p.Down)) <= FarthestPixels).ToList();
        Assert.NotEmpty(pairs);
        var (right, down) = pairs.MaxBy(p => Near(p.Right, p.Down).Count());
        var same = Near(right, down).ToList();
        (right, down) = (same.Average(p => p.Right), same.Average(p => p.Down));
        same = [.. Near(right, down)];
        return new(same.Average(p => p.Right), same.Average(p => p.Down), same.Count);

        IEnumerable<(double Right, double Down)> Near(double x, double y) =>
            pairs.Where(p => Math.Max(Math.Abs(p.Right - x), Math.Abs(p.Down - y)) <= TogetherPixels);
    }
}
