using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Stories_MergedIntoId",
                table: "Stories");

            migrationBuilder.DropIndex(
                name: "IX_AttributionEvents_MergedIntoId",
                table: "AttributionEvents");

            migrationBuilder.AddColumn<string>(
                name: "PausedBy",
                table: "HaltedWays",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToldAgainBy",
                table: "ComposedDigests",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConfirmedAt",
                table: "Attributions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConfirmedBy",
                table: "Attributions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SearchKey",
                table: "Articles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TextForgottenAt",
                table: "Articles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Role",
                table: "Accounts",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                // There was one kind of account before, which could do everything.
                defaultValue: "Admin");

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "Accounts",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TimeZone",
                table: "Accounts",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccountTokens",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    MadeAt = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<string>(type: "TEXT", nullable: true),
                    LastUsedAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountTokens_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Deed = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Object = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    After = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FeedOutTokens",
                columns: table => new
                {
                    SearchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Token = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MadeAt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedOutTokens", x => x.SearchId);
                });

            migrationBuilder.CreateTable(
                name: "GivenAnswers",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RequestHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GivenAnswers", x => new { x.Caller, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "SavedSearches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    Filter = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedSearches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StixObjects",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EventId = table.Column<long>(type: "INTEGER", nullable: true),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<string>(type: "TEXT", nullable: false),
                    ModifiedAt = table.Column<string>(type: "TEXT", nullable: false),
                    IsRevoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StixObjects", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StixSources",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StixSources", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "StixSources",
                columns: new[] { "Id", "Key", "Sequence" },
                values: new object[] { 1, new Guid("00000000-0000-0000-0000-000000000000"), 0L });

            migrationBuilder.CreateIndex(
                name: "IX_Stories_MergedIntoId_LastSeenAt_Id",
                table: "Stories",
                columns: new[] { "MergedIntoId", "LastSeenAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Recipient_Id",
                table: "Outbox",
                columns: new[] { "Recipient", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_Id",
                table: "Outbox",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ComposedDigests_ComposedAt",
                table: "ComposedDigests",
                column: "ComposedAt",
                filter: "\"Content\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AttributionEvents_MergedIntoId_Sequence",
                table: "AttributionEvents",
                columns: new[] { "MergedIntoId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Articles_NotIndexed",
                table: "Articles",
                column: "Id",
                filter: "\"SearchKey\" IS NULL AND \"GroupedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_SearchKey",
                table: "Articles",
                column: "SearchKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_Subject",
                table: "Accounts",
                column: "Subject",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountTokens_AccountId_Name",
                table: "AccountTokens",
                columns: new[] { "AccountId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountTokens_Hash",
                table: "AccountTokens",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Deed_Id",
                table: "AuditEntries",
                columns: new[] { "Deed", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Object_Id",
                table: "AuditEntries",
                columns: new[] { "Object", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Who_Id",
                table: "AuditEntries",
                columns: new[] { "Who", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_GivenAnswers_AskedAt",
                table: "GivenAnswers",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_SavedSearches_Name",
                table: "SavedSearches",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedSearches_PublicId",
                table: "SavedSearches",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StixObjects_AddedAt",
                table: "StixObjects",
                column: "AddedAt",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StixObjects_EventId",
                table: "StixObjects",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_StixObjects_Type_AddedAt",
                table: "StixObjects",
                columns: new[] { "Type", "AddedAt" });

            // The one token of an account keeps all that it could do.
            migrationBuilder.Sql(
                """
                INSERT INTO "AccountTokens" ("AccountId", "Name", "Hash", "Scope", "MadeAt")
                SELECT "Id", 'token', "TokenHash", 'Admin', COALESCE("TokenMadeAt", "CreatedAt") FROM "Accounts" WHERE "TokenHash" IS NOT NULL;
                """);

            migrationBuilder.DropIndex(
                name: "IX_Accounts_TokenHash",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "TokenHash",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "TokenMadeAt",
                table: "Accounts");

            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "ArticleTerms" USING fts5("Terms", content='', contentless_delete=1, detail='none', tokenize='ascii');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "ArticleTerms";""");

            migrationBuilder.DropTable(
                name: "AccountTokens");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "FeedOutTokens");

            migrationBuilder.DropTable(
                name: "GivenAnswers");

            migrationBuilder.DropTable(
                name: "SavedSearches");

            migrationBuilder.DropTable(
                name: "StixObjects");

            migrationBuilder.DropTable(
                name: "StixSources");

            migrationBuilder.DropIndex(
                name: "IX_Stories_MergedIntoId_LastSeenAt_Id",
                table: "Stories");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Recipient_Id",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_State_Id",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_ComposedDigests_ComposedAt",
                table: "ComposedDigests");

            migrationBuilder.DropIndex(
                name: "IX_AttributionEvents_MergedIntoId_Sequence",
                table: "AttributionEvents");

            migrationBuilder.DropIndex(
                name: "IX_Articles_NotIndexed",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Articles_SearchKey",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_Subject",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "PausedBy",
                table: "HaltedWays");

            migrationBuilder.DropColumn(
                name: "ToldAgainBy",
                table: "ComposedDigests");

            migrationBuilder.DropColumn(
                name: "ConfirmedAt",
                table: "Attributions");

            migrationBuilder.DropColumn(
                name: "ConfirmedBy",
                table: "Attributions");

            migrationBuilder.DropColumn(
                name: "SearchKey",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "TextForgottenAt",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "Role",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "TimeZone",
                table: "Accounts");

            migrationBuilder.AddColumn<string>(
                name: "TokenHash",
                table: "Accounts",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TokenMadeAt",
                table: "Accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Stories_MergedIntoId",
                table: "Stories",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_AttributionEvents_MergedIntoId",
                table: "AttributionEvents",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_TokenHash",
                table: "Accounts",
                column: "TokenHash",
                unique: true);
        }
    }
}
