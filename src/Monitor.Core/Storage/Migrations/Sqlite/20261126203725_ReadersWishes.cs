using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReadersWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AlertsOffAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ByHand",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "ConfirmationDue",
                table: "Subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "DigestOffAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DigestsFrom",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewAddress",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PausedUntil",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "SignedUp",
                table: "Subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "AddressConfirmations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubscriberId = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    AskedAt = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<string>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressConfirmations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AddressConfirmations_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_ConfirmationDue",
                table: "Subscribers",
                column: "Id",
                filter: "\"ConfirmationDue\"");

            migrationBuilder.CreateIndex(
                name: "IX_AddressConfirmations_SubscriberId_AskedAt",
                table: "AddressConfirmations",
                columns: new[] { "SubscriberId", "AskedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AddressConfirmations");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_ConfirmationDue",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "AlertsOffAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "ByHand",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "ConfirmationDue",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "DigestOffAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "DigestsFrom",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "NewAddress",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "PausedUntil",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "SignedUp",
                table: "Subscribers");
        }
    }
}
