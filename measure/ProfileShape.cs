namespace Sync.Measure;

/// <summary>
/// From the width of a matched Gaussian to the true full width at half maximum. Seeing has wings (Moffat 1969), and a Gaussian
/// matched to them is too wide: by 13 % for an exponent of 3. The half-flux radius over that width tells how strong the wings are.
/// </summary>
internal static class ProfileShape
{
    // Computed for Moffat profiles of exponents infinity, 10, 6, 4, 3, 2.5 and 2, with an aperture of 2.5 widths.
    private static readonly (double Concentration, double Factor)[] Moffat =
    [
        (0.5, 1), (0.5105, 0.9667), (0.5198, 0.9439), (0.5346, 0.9147), (0.5529, 0.8847), (0.5702, 0.8601), (0.6007, 0.8222),
    ];

    /// <param name="concentration">Half-flux radius over the matched Gaussian's FWHM.</param>
    public static double FwhmFactor(double concentration)
    {
        var previous = Moffat[0];
        foreach (var next in Moffat)
        {
            if (concentration <= next.Concentration)
            {
                var part = Math.Max(0, concentration - previous.Concentration) / Math.Max(1e-9, next.Concentration - previous.Concentration);
                return previous.Factor + part * (next.Factor - previous.Factor);
            }

            previous = next;
        }

        return previous.Factor;
    }
}
