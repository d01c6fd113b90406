using Sync.Astro.Domes;

namespace Sync.Dither.Domes;

/// <summary>Whether a dome must turn, and where to, so that it need not soon again.</summary>
/// <param name="SlitMetres">how wide the slit is</param>
/// <param name="BeamMetres">how wide the telescopes are together</param>
internal readonly record struct SlitChoice(double SlitMetres, double BeamMetres)
{
    /// <summary>Less than half, so that where it is led to is no reason to turn it back.</summary>
    private const double LedPart = 0.4;

    /// <summary>How far it may stand beside that, degrees.</summary>
    public double AllowedDegrees(SlitAim aim) => aim.AllowedDegrees(SlitMetres, BeamMetres);

    /// <returns>an azimuth, degrees, that leads the telescopes; null to leave it where it stands</returns>
    /// <param name="domeDegrees">where it stands; null where nobody knows</param>
    /// <param name="now">where the telescopes look</param>
    /// <param name="soon">where they will, when it may turn next</param>
    public double? Turn(double? domeDegrees, SlitAim now, SlitAim soon)
    {
        var allowed = AllowedDegrees(now);
        var enough = allowed < 180 ? allowed / 2 : allowed;
        if (domeDegrees is { } stands && now.OffDegrees(stands) <= enough && soon.OffDegrees(stands) <= AllowedDegrees(soon))
            return null;
        var way = Math.IEEERemainder(soon.AzimuthDegrees - now.AzimuthDegrees, 360);
        return (now.AzimuthDegrees + Math.Clamp(way / 2, -LedPart * allowed, LedPart * allowed) + 360) % 360;
    }
}
