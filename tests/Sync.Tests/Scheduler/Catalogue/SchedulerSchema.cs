namespace Sync.Tests.Scheduler.Catalogue;

/// <summary>The tables of Target Scheduler's versions 0 to 28, in its own mixed spellings.</summary>
internal static class SchedulerSchema
{
    private const string Initial = """
        create table `project` (`Id` INTEGER NOT NULL, `profileId` TEXT NOT NULL, `name` TEXT NOT NULL, `description` TEXT, `state` INTEGER,
            `priority` INTEGER, `createdate` INTEGER, `activedate` INTEGER, `inactivedate` INTEGER, `minimumtime` INTEGER,
            `minimumaltitude` REAL, `usecustomhorizon` INTEGER, `horizonoffset` REAL, `meridianwindow` INTEGER,
            `filterswitchfrequency` INTEGER, `ditherevery` INTEGER, `enablegrader` INTEGER, PRIMARY KEY(`id`));
        create table `target` (`Id` INTEGER NOT NULL, `name` TEXT NOT NULL, `active` INTEGER NOT NULL, `ra` REAL, `dec` REAL,
            `epochcode` INTEGER NOT NULL, `rotation` REAL, `roi` REAL, `projectid` INTEGER, PRIMARY KEY(`id`));
        create table `exposureplan` (`Id` INTEGER NOT NULL, `profileId` TEXT NOT NULL, `exposure` REAL NOT NULL, `desired` INTEGER,
            `acquired` INTEGER, `accepted` INTEGER, `targetid` INTEGER, `exposureTemplateId` INTEGER, PRIMARY KEY(`Id`));
        create table `exposuretemplate` (`Id` INTEGER NOT NULL, `profileId` TEXT NOT NULL, `name` TEXT NOT NULL, `filtername` TEXT NOT NULL,
            `gain` INTEGER, `offset` INTEGER, `bin` INTEGER, `readoutmode` INTEGER, `twilightlevel` INTEGER, `moonavoidanceenabled` INTEGER,
            `moonavoidanceseparation` REAL, `moonavoidancewidth` INTEGER, `maximumhumidity` REAL, PRIMARY KEY(`Id`));
        create table `ruleweight` (`Id` INTEGER NOT NULL, `name` TEXT NOT NULL, `weight` REAL NOT NULL, `projectid` INTEGER, PRIMARY KEY(`Id`));
        create table `acquiredimage` (`Id` INTEGER NOT NULL, `projectId` INTEGER NOT NULL, `targetId` INTEGER NOT NULL,
            `acquireddate` INTEGER, `filtername` TEXT NOT NULL, `accepted` INTEGER NOT NULL, `metadata` TEXT NOT NULL, PRIMARY KEY(`Id`));
        """;

    private static readonly (int Version, string Sql)[] Steps =
    [
        (3, "alter table acquiredimage add column rejectreason TEXT"),
        (5, "alter table exposuretemplate add column defaultexposure REAL DEFAULT 60"),
        (7, "alter table target add column overrideExposureOrder TEXT"),
        (8, "alter table project add column isMosaic INTEGER NOT NULL DEFAULT 0"),
        (10, "alter table acquiredimage add column profileId TEXT"),
        (11, "alter table project add column flatsHandling INTEGER NOT NULL DEFAULT 0"),
        (14, "alter table exposuretemplate add column moonrelaxscale REAL DEFAULT 0"),
        (14, "alter table exposuretemplate add column moonrelaxmaxaltitude REAL DEFAULT 5"),
        (14, "alter table exposuretemplate add column moonrelaxminaltitude REAL DEFAULT -15"),
        (16, "alter table exposuretemplate add column moondownenabled INTEGER DEFAULT 0"),
        (17, "alter table acquiredimage add column exposureId INTEGER DEFAULT 0"),
        (17, "alter table acquiredimage rename column accepted to gradingStatus"),
        (17, "alter table project add column maximumAltitude REAL DEFAULT 0"),
        (17, "alter table project add column smartexposureorder INTEGER DEFAULT 0"),
        (17, "alter table target rename column overrideExposureOrder to unusedOEO"),
        (17, "create table overrideexposureorderitem (Id INTEGER NOT NULL, targetid INTEGER NOT NULL, \"order\" INTEGER NOT NULL, action INTEGER NOT NULL, referenceIdx INTEGER, PRIMARY KEY(Id))"),
        (20, "alter table exposuretemplate add column ditherevery INTEGER DEFAULT -1"),
        (21, "alter table exposuretemplate add column minutesOffset INTEGER DEFAULT 0"),
        (21, "alter table exposureplan add column enabled INTEGER DEFAULT 1"),
        (22, "alter table acquiredimage add column guid TEXT"),
        (22, "alter table exposureplan add column guid TEXT"),
        (22, "alter table exposuretemplate add column guid TEXT"),
        (22, "alter table project add column guid TEXT"),
        (22, "alter table target add column guid TEXT"),
        (24, "alter table target add column priority INTEGER DEFAULT -1"),
    ];

    public static IEnumerable<string> Of(int version) => Steps.Where(s => s.Version <= version).Select(s => s.Sql).Prepend(Initial);
}
