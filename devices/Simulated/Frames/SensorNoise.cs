using System.Numerics;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>Photon and read noise, both as normal numbers from a table of 4096 quantiles: five to each random number.</summary>
internal static class SensorNoise
{
    private const int Quantiles = 4096;
    private const float Full = ushort.MaxValue;

    private static readonly float[] Normal = Table();

    /// <summary>
    /// Turns the electrons expected in each pixel into ADU: pedestal + (electrons + noise) / gain, cut off at 0 and 65535.
    /// Overwrites <paramref name="electrons"/>.
    /// </summary>
    public static ushort[] Read(float[] electrons, double readElectrons, double electronsPerAdu, double pedestal, SeededRandom random)
    {
        var noise = new float[2048 + 4];
        var pixels = new ushort[electrons.Length];
        for (var from = 0; from < electrons.Length; from += 2048)
        {
            var count = Math.Min(2048, electrons.Length - from);
            Fill(noise, count, ref random);
            var part = electrons.AsSpan(from, count);
            Add(part, noise.AsSpan(0, count), (float)(readElectrons * readElectrons), (float)(1 / electronsPerAdu), (float)pedestal);
            for (var i = 0; i < part.Length; i++)
                pixels[from + i] = (ushort)(int)part[i];
        }
        return pixels;
    }

    private static void Fill(float[] noise, int count, ref SeededRandom random)
    {
        var table = Normal;
        for (var i = 0; i < count; i += 5)
        {
            var bits = random.Next();
            noise[i] = table[(int)(bits & 4095)];
            noise[i + 1] = table[(int)((bits >> 12) & 4095)];
            noise[i + 2] = table[(int)((bits >> 24) & 4095)];
            noise[i + 3] = table[(int)((bits >> 36) & 4095)];
            noise[i + 4] = table[(int)((bits >> 48) & 4095)];
        }
    }

    private static void Add(Span<float> electrons, ReadOnlySpan<float> noise, float variance, float aduPerElectron, float pedestal)
    {
        var i = 0;
        for (; i <= electrons.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var mean = new Vector<float>(electrons[i..]);
            var sigma = Vector.SquareRoot(mean + new Vector<float>(variance));
            var adu = ((mean + (sigma * new Vector<float>(noise[i..]))) * aduPerElectron) + new Vector<float>(pedestal + 0.5f);
            Vector.Min(Vector.Max(adu, Vector<float>.Zero), new Vector<float>(Full)).CopyTo(electrons[i..]);
        }
        for (; i < electrons.Length; i++)
        {
            var adu = ((electrons[i] + (MathF.Sqrt(electrons[i] + variance) * noise[i])) * aduPerElectron) + (pedestal + 0.5f);
            electrons[i] = Math.Clamp(adu, 0, Full);
        }
    }

    /// <summary>Walks along the normal distribution and notes where each quantile is passed; then scaled to rms 1.</summary>
    private static float[] Table()
    {
        const double step = 1e-4;
        var table = new float[Quantiles];
        var (passed, next) = (0.0, 0);
        for (var x = -5.0; next < Quantiles / 2; x += step)
        {
            passed += step * Math.Exp(-0.5 * x * x) / Math.Sqrt(Math.Tau);
            for (; next < Quantiles / 2 && passed >= (next + 0.5) / Quantiles; next++)
                (table[next], table[^(next + 1)]) = ((float)x, (float)-x);
        }
        var rms = MathF.Sqrt(table.Sum(n => n * n) / Quantiles);
        return [.. table.Select(n => n / rms)];
    }
}
