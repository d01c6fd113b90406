using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>Projects and targets as Target Scheduler's rows tell them.</summary>
internal static class SourceTargets
{
    private const double BesselianYear1950 = 1949.9997904;

    public static ProjectEntry Project(SourceRow row, Guid id, List<string> left)
    {
        if (row.Flag("usecustomhorizon"))
            left.Add($"{row.Name}: the custom horizon is kept in the NINA profile and not in this file; name its file in the rig as site.horizon, until then the minimum altitude holds alone.");
        return new(id, row.Text("name") ?? "")
        {
            Description = row.Text("description"),
            State = row.Within("state", 0, 3, 0, left),
            Priority = row.Within("priority", 0, 2, 1, left),
            MinimumMinutes = row.Within("minimumtime", 0, 1440, 30, left),
            MinimumAltitudeDegrees = row.Within("minimumaltitude", 0, 90.0, 0, left),
            MaximumAltitudeDegrees = row.Within("maximumAltitude", 0, 90.0, 0, left),
            UsesCustomHorizon = row.Flag("usecustomhorizon"),
            HorizonOffsetDegrees = row.Within("horizonoffset", -90, 90.0, 0, left),
            MeridianWindowMinutes = row.Within("meridianwindow", 0, 720, 0, left),
            FilterSwitchFrequency = row.Within("filterswitchfrequency", 0, 10000, 0, left),
            DitherEvery = row.Within("ditherevery", 0, 10000, 0, left),
            Grades = row.Flag("enablegrader", missing: true),
            IsMosaic = row.Flag("isMosaic"),
            FlatsHandling = row.Within("flatsHandling", 0, 200, 0, left),
            SmartOrder = row.Flag("smartexposureorder"),
            Created = DateTimeOffset.FromUnixTimeSeconds((long)row.Within("createdate", 0, 253402300799.0, 0, left)),
        };
    }

    /// <returns>null, with a word about it, when nobody could point there</returns>
    public static TargetEntry? Target(SourceRow row, Guid id, Guid projectId, DateTimeOffset now, List<string> left)
    {
        if (row.Number("ra") is not { } hours || row.Number("dec") is not { } degrees || hours is < 0 or > 24 || degrees is < -90 or > 90)
        {
            left.Add($"{row.Name} was left: its place is {row.Text("ra") ?? "missing"} h, {row.Text("dec") ?? "missing"}°.");
            return null;
        }

        if (Place(row, new(hours % 24, degrees), now, left) is not { } place)
            return null;
        var rotation = row.Within("rotation", -360, 360.0, 0, left);
        var priority = row.Within("priority", -1, 2, -1, left);
        return new(id, projectId, row.Text("name") ?? "", place)
        {
            Active = row.Flag("active"),
            RotationDegrees = (rotation + 360) % 360,
            RoiPercent = row.Within("roi", 1, 100.0, 100, left),
            Priority = priority < 0 ? null : priority,
            Position = (int)Math.Min(row.Id, int.MaxValue),
        };
    }

    /// <summary>NINA's codes: 0 of date, 1 B1950, 2 J2000, 3 J2050. A place of date doesn't say which date, so that of the import is taken.</summary>
    private static Equatorial? Place(SourceRow row, Equatorial given, DateTimeOffset now, List<string> left)
    {
        switch (row.Whole("epochcode"))
        {
            case 0:
                left.Add($"{row.Name}: its place is of date (JNOW) without a date; it was carried from today's equinox to J2000.");
                return Sky.DateToJ2000(given, now);
            case 1:
                return Equinox.ToJ2000(given, BesselianYear1950);
            case 2:
                return given;
            case 3:
                return Equinox.ToJ2000(given, 2050);
            default:
                left.Add($"{row.Name} was left: its epoch code is {row.Text("epochcode") ?? "missing"}, known are 0 to 3.");
                return null;
        }
    }
}
