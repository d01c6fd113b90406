namespace Sync.Tests.Measure;

/// <summary>A star profile that is known exactly: Gaussian, or Moffat with an exponent of 3.</summary>
internal sealed record Profile(double FwhmPixels, bool Gaussian = false, double AxisRatio = 1, double AngleDegrees = 0)
{
    private const double PixelVariance = 1.0 / 12;

    private readonly double _cosine = Math.Cos(AngleDegrees * Math.PI / 180);
    private readonly double _sine = Math.Sin(AngleDegrees * Math.PI / 180);
    private readonly double _alphaSquared = FwhmPixels * FwhmPixels / (4 * (Math.Cbrt(2) - 1));

    /// <summary>Alpha of the Moffat profile, in pixels.</summary>
    public double Alpha => Math.Sqrt(_alphaSquared);

    /// <summary>Half-flux radius of the profile itself; only for round ones.</summary>
    public double HfrPixels => Gaussian ? FwhmPixels / 2 : Alpha * Math.Sqrt(Math.Sqrt(2) - 1);

    /// <summary>Half-flux radius as square pixels record it: the pixel's variance widens it (exact for a Gaussian to first order).</summary>
    public double RecordedHfrPixels => HfrPixels * RecordedFwhmPixels / FwhmPixels;

    /// <summary>Geometric mean of the recorded axes.</summary>
    public double RecordedFwhmPixels
    {
        get
        {
            var pixel = PixelVariance * 8 * Math.Log(2);
            var longSquared = FwhmPixels * FwhmPixels;
            return Math.Pow((longSquared + pixel) * (longSquared * AxisRatio * AxisRatio + pixel), 0.25);
        }
    }

    /// <summary>Light per square pixel of a star of flux 1.</summary>
    public double At(double dx, double dy)
    {
        double along = dx * _cosine + dy * _sine, across = (dy * _cosine - dx * _sine) / AxisRatio;
        var squared = along * along + across * across;
        if (Gaussian)
        {
            var variance = FwhmPixels * FwhmPixels / (8 * Math.Log(2));
            return Math.Exp(-squared / (2 * variance)) / (2 * Math.PI * variance * AxisRatio);
        }

        var core = 1 + squared / _alphaSquared;
        return 2 / (Math.PI * _alphaSquared * AxisRatio * core * core * core);
    }
}

/// <summary>A frame with known stars: gain 1 electron per ADU, Poisson noise of all light, read noise, a pedestal; the same seed makes the same frame.</summary>
internal sealed class SyntheticSky(int width, int height, double skyAdu = 500, int seed = 42)
{
    private const double PedestalAdu = 200;
    private const double ReadNoiseAdu = 8;

    private readonly Random _random = new(seed);
    private readonly double[] _light = Enumerable.Repeat(skyAdu, width * height).ToArray();

    public int Width => width;

    public int Height => height;

    public double BackgroundAdu => skyAdu + PedestalAdu;

    public double NoiseAdu => Math.Sqrt(skyAdu + ReadNoiseAdu * ReadNoiseAdu);

    /// <summary>Stars at random places, with fluxes spread evenly in magnitude.</summary>
    public SyntheticSky Stars(int count, Profile profile, double faintest = 1.6e3, double brightest = 2e5)
    {
        for (var i = 0; i < count; i++)
        {
            Star(5 + _random.NextDouble() * (width - 10), 5 + _random.NextDouble() * (height - 10),
                faintest * Math.Pow(brightest / faintest, _random.NextDouble()), profile);
        }

        return this;
    }

    public SyntheticSky Star(double x, double y, double flux, Profile profile)
    {
        var reach = (int)(8 * profile.FwhmPixels) + 2;
        var fine = 2 * profile.FwhmPixels + 1;
        for (var row = Math.Max(0, (int)y - reach); row <= Math.Min(height - 1, (int)y + reach); row++)
        {
            for (var column = Math.Max(0, (int)x - reach); column <= Math.Min(width - 1, (int)x + reach); column++)
            {
                // Light that falls off steeply is integrated over the pixel; far out its value at the centre will do.
                var cuts = Math.Abs(column - x) > fine || Math.Abs(row - y) > fine ? 1 : profile.FwhmPixels < 4 ? 5 : 3;
                for (var cut = 0; cut < cuts * cuts; cut++)
                {
                    double dx = column - x + (cut % cuts + 0.5) / cuts - 0.5, dy = row - y + (cut / cuts + 0.5) / cuts - 0.5;
                    _light[row * width + column] += flux * profile.At(dx, dy) / (cuts * cuts);
                }
            }
        }

        return this;
    }

    /// <summary>Pixels with a dark current of their own.</summary>
    public SyntheticSky HotPixels(int count, double faintest = 500, double brightest = 60000)
    {
        for (var i = 0; i < count; i++)
        {
            _light[_random.Next(_light.Length)] += faintest * Math.Pow(brightest / faintest, _random.NextDouble());
        }

        return this;
    }

    /// <summary>Light that grows from column to column.</summary>
    public SyntheticSky Gradient(double aduPerPixel)
    {
        for (var i = 0; i < _light.Length; i++)
        {
            _light[i] += i % width * aduPerPixel;
        }

        return this;
    }

    /// <summary>The frame as a 16 bit camera reads it.</summary>
    public float[] Expose() =>
        Array.ConvertAll(_light, light => (float)Math.Clamp(Math.Round(Poisson(light) + Normal() * ReadNoiseAdu + PedestalAdu), 0, 65535));

    // All means here are in the hundreds, where a normal distribution is a Poisson one for our purposes.
    private double Poisson(double mean) => mean + Normal() * Math.Sqrt(mean);

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
