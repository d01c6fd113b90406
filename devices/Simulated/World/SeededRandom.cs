using System.Numerics;

namespace Sync.Devices.Simulated.World;

/// <summary>xoshiro256++ (Blackman and Vigna 2019), seeded by what the numbers are for, so that no device disturbs another's.</summary>
internal struct SeededRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public SeededRandom(ulong seed)
    {
        a = Spread(ref seed);
        b = Spread(ref seed);
        c = Spread(ref seed);
        d = Spread(ref seed);
    }

    /// <param name="seed">of the world</param>
    /// <param name="device">whose numbers</param>
    /// <param name="purpose">what for</param>
    /// <param name="number">which exposure, or the ticks of an instant</param>
    public static SeededRandom For(int seed, string device, string purpose, long number)
    {
        var state = (ulong)seed;
        var mixed = Spread(ref state);
        foreach (var letter in device)
            mixed = Mix(mixed, letter);
        mixed = Mix(mixed, 0x10000);
        foreach (var letter in purpose)
            mixed = Mix(mixed, letter);
        return new SeededRandom(Mix(mixed, (ulong)number));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(a + d, 23) + a;
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>0 (included) to 1 (excluded).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1ul << 53));

    public double Between(double low, double high) => low + ((high - low) * Uniform());

    private static ulong Mix(ulong state, ulong value)
    {
        state ^= value;
        return Spread(ref state);
    }

    /// <summary>splitmix64, the generator's own way to be seeded.</summary>
    private static ulong Spread(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
